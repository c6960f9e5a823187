const LONGEST_CHARACTERS = 300;

/**
 * Makes what a platform says part of a sentence: one line of bearable length, in which the secret that was sent along is blanked.
 *
 * @param secret the key or token that the platform may have repeated.
 */
export function quote(told: string, secret: string): string {
  const line = told
    .replaceAll(secret, "…")
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim();
  return line.length > LONGEST_CHARACTERS ? `${line.slice(0, LONGEST_CHARACTERS)}…` : line;
}
