/**
 * What a check found: all is well; something that is needed is wrong, and stays so until a person mends it; something isn't well yet, and time
 * alone may cure it; or something isn't there and needn't be.
 */
export type Verdict = "good" | "wrong" | "pending" | "idle";

/** A verdict with its sentence; that of something wrong names the command that cures it. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** One thing to look at. It changes nothing of what it looks at, and its sentence shows nothing secret. */
export interface Check {
  readonly name: string;
  /** That a look may take; {@link CHECK_MILLISECONDS} when left out. */
  readonly milliseconds?: number;
  /** @param signal is aborted when the time for it is over, or a person ends the examination. */
  readonly look: (signal: AbortSignal) => Promise<Outcome>;
}

/** How long a look at something on this machine, or at a name, may take. */
export const CHECK_MILLISECONDS = 15_000;

/** All is well. */
export function good(sentence: string): Outcome {
  return { verdict: "good", sentence };
}

/** Something that is needed is wrong; the sentence names the cure. */
export function wrong(sentence: string): Outcome {
  return { verdict: "wrong", sentence };
}

/** Something isn't well yet, and may come to be so by itself: a DNS record, a verification, a certificate. */
export function pending(sentence: string): Outcome {
  return { verdict: "pending", sentence };
}

/** Something isn't there, and needn't be. */
export function idle(sentence: string): Outcome {
  return { verdict: "idle", sentence };
}
