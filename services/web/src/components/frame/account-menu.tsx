import { useState } from "preact/hooks";
import { useServices } from "../services.ts";
import { useStateOf } from "../use-state-of.ts";
import { Avatar } from "./avatar.tsx";
import { Button } from "./button.tsx";

/** Who one is, with the way out; or the way in. */
export function AccountMenu() {
  const { session, navigator } = useServices();
  const state = useStateOf(session);
  const route = useStateOf(navigator);
  if (state.kind === "unknown") return null;
  if (state.kind === "nobody") {
    if (route.name === "sign-in" || route.name === "register") return null;
    const { pathname } = window.location;
    return (
      <a
        class="button quiet small"
        href={pathname === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(pathname)}`}
      >
        Sign in
      </a>
    );
  }
  const { displayName, id, kind } = state.person;
  return (
    <>
      <p class="account">
        <Avatar id={id} name={displayName} />
        <span class="account-name" dir="auto">
          {displayName}
        </span>
        {kind === "guest" && <span class="account-kind">guest</span>}
      </p>
      <SignOut />
    </>
  );
}

function SignOut() {
  const { session } = useServices();
  const [failed, setFailed] = useState(false);
  const [pending, setPending] = useState(false);
  async function signOut() {
    setPending(true);
    const failure = await session.signOut();
    setPending(false);
    setFailed(failure !== undefined);
  }
  return (
    <>
      <Button quiet small disabled={pending} onClick={signOut}>
        {failed ? "Try again" : "Sign out"}
      </Button>
      <span class="unseen" role="status">
        {failed ? "You are still signed in: Live Listen doesn’t answer right now." : ""}
      </span>
    </>
  );
}
