/** The ways in for those who have an account, or want one. */
export function OtherWays({ to }: { to: string }) {
  const query = to === "/" ? "" : `?to=${encodeURIComponent(to)}`;
  return (
    <p class="other-ways">
      <a href={`/sign-in${query}`}>Sign in</a> or <a href={`/register${query}`}>create an account</a> to keep your name
      and your rooms.
    </p>
  );
}
