import { setTimeout as sleep } from "node:timers/promises";
import { RestFailure } from "../rest/failure.ts";

/** Pauses before each look, and how long all of them may take, in milliseconds. */
const PAUSES = [0, 200, 1000];
const PATIENCE = 10_000;

/**
 * Looks for what was to be made, when it is not known whether it was: the answer was lost, or the work cancelled. Within
 * a project, what is there as it was asked for is as good as made by this request.
 *
 * @param error why making it has failed
 * @returns undefined when it surely was not made, or can't be found
 */
export async function lookAgain<Thing>(
  error: unknown,
  { aborted }: AbortSignal,
  look: (signal: AbortSignal) => Promise<Thing | undefined>,
): Promise<Thing | undefined> {
  const mayBeMade = error instanceof RestFailure ? error.mayBeDone : aborted;
  if (!mayBeMade) return undefined;
  const signal = AbortSignal.timeout(PATIENCE);
  for (const pause of PAUSES) {
    await sleep(pause);
    const found = await look(signal).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
