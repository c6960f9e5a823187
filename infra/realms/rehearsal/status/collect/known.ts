import { messageOf } from "../../../../fault.ts";
import type { Known } from "../model.ts";

/** How long one look may take, in milliseconds: a few requests, also of a platform that takes seconds for each. */
export const LOOK_MILLISECONDS = 10_000;

/**
 * Finds something out within a bounded time; whatever goes wrong becomes the sentence that is shown in its place, so that the rest is shown all the
 * same.
 *
 * @param what is looked at, as a sentence begins: `Render`.
 * @param look is given a signal that aborts when time is over.
 */
export async function know<Value>(
  what: string,
  look: (signal: AbortSignal) => Promise<Value>,
  milliseconds: number = LOOK_MILLISECONDS,
): Promise<Known<Value>> {
  const signal = AbortSignal.timeout(milliseconds);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    return { known: true, value: await Promise.race([look(signal), late]) };
  } catch (error) {
    return {
      known: false,
      why: signal.aborted ? `${what} gave no answer within ${milliseconds / 1_000} s.` : messageOf(error),
    };
  }
}
