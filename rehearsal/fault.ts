/**
 * What went wrong, as one sentence for the person at the terminal: it names the thing and the command that cures it.
 * Whoever catches it prints `message` alone; the stack and `cause` are for debugging. It never holds a secret.
 */
export class Fault extends Error {
  override readonly name = "Fault";
}

/**
 * The text of anything that was thrown.
 *
 * @param thrown what a `catch` received
 * @returns its message when it is an error, else its text
 */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * The code of a Node, libuv or PostgreSQL error.
 *
 * @param thrown what a `catch` received
 * @returns for example `EACCES` or `28P01`; undefined when it carries none
 */
export function codeOf(thrown: unknown): string | undefined {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeOf(thrown.errors[0]);
  if (!(thrown instanceof Error) || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
