import type { Command } from "commander";

/** What every verb is given beside its own arguments. */
export interface VerbContext {
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** Adds a verb to the command line. */
export type AddVerb = (cli: Command, context: VerbContext) => void;

/** Writes a line of results to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line for the person, beside the results, to standard error. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Collects the values of an option that may be given more than once. */
export function inTurn(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
