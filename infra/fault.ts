/**
 * What went wrong, in one sentence for a person that names the thing and the command that cures it. The command line prints the sentence
 * alone; the cause and the stack only with `--debug`.
 */
export class Fault extends Error {
  override readonly name: string = "Fault";
}

/** A fault in what was asked for rather than in what happened: the command line exits with code 2. */
export class UsageFault extends Fault {
  override readonly name = "UsageFault";
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
