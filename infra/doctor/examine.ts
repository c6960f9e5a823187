import { once } from "node:events";
import { seconds } from "../amount.ts";
import { messageOf } from "../fault.ts";
import { CHECK_MILLISECONDS, type Check, idle, type Outcome, wrong } from "./check.ts";

/** What a check found, under its name. */
export interface Finding extends Outcome {
  readonly name: string;
}

const NEVER = new AbortController().signal;

/**
 * Makes all checks at the same time.
 *
 * @param interruption ends them all; what has not been found out by then is told as that.
 * @returns what they found, in the order of the checks; one that fails or takes longer than it may is something wrong, and keeps no other from
 *   its result.
 */
export function examine(checks: readonly Check[], interruption: AbortSignal = NEVER): Promise<Finding[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { verdict, sentence } = await outcomeOf(check, interruption);
      return { name: check.name, verdict, sentence };
    }),
  );
}

async function outcomeOf(check: Check, interruption: AbortSignal): Promise<Outcome> {
  const { milliseconds = CHECK_MILLISECONDS } = check;
  const deadline = AbortSignal.timeout(milliseconds);
  const end = AbortSignal.any([interruption, deadline]);
  const ended = () =>
    interruption.aborted
      ? idle("Not found out, since this was interrupted.")
      : wrong(`No answer within ${seconds(milliseconds)}: run this again in a moment.`);
  if (end.aborted) return ended();
  const settled = new AbortController();
  const late = once(end, "abort", { signal: settled.signal }).then(ended, ended);
  try {
    return await Promise.race([check.look(end), late]);
  } catch (error) {
    // What fails because its time is over has nothing to say of its own.
    return end.aborted ? ended() : wrong(messageOf(error));
  } finally {
    settled.abort();
  }
}
