/** What a check found: all is well; something that is needed is wrong; or something isn't there and needn't be. */
export type Verdict = "good" | "wrong" | "idle";

/** A verdict with its sentence; that of something wrong names the command that cures it. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** One thing to look at. It changes nothing, and its sentence shows nothing secret. */
export interface Check {
  readonly name: string;
  /** @param signal is aborted when the time for it is over. */
  readonly look: (signal: AbortSignal) => Promise<Outcome>;
}

/** All is well. */
export function good(sentence: string): Outcome {
  return { verdict: "good", sentence };
}

/** Something that is needed is wrong; the sentence names the cure. */
export function wrong(sentence: string): Outcome {
  return { verdict: "wrong", sentence };
}

/** Something isn't there, and needn't be. */
export function idle(sentence: string): Outcome {
  return { verdict: "idle", sentence };
}
