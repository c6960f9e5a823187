import { TokenBucket } from "../../socket/token-bucket.ts";

/** How much one person may say in one room. */
export interface ChatRate {
  /** Messages at once, after a time of silence. */
  readonly burst: number;
  /** Messages a second, forever. */
  readonly perSecond: number;
}

/** Number of people beyond which those are forgotten who have been silent long enough. */
const PEOPLE_BEFORE_SWEEP = 1_000;

/** Counts what each person says in a room on this instance, however many sockets it comes from, and across reconnects. */
export class ChatRates {
  readonly #rate: ChatRate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, TokenBucket>();
  #sweepAt = PEOPLE_BEFORE_SWEEP;

  /** @param now clock in milliseconds that never goes back. */
  constructor(rate: ChatRate, now: () => number = () => performance.now()) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Number of people who are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Asks whether a person may say something now. @returns 0 when it is so, else the milliseconds to wait. */
  take(personId: string): number {
    const bucket = this.#buckets.get(personId) ?? new TokenBucket(this.#rate, this.#now);
    this.#buckets.set(personId, bucket);
    if (this.#buckets.size > this.#sweepAt) this.#sweep();
    return bucket.take() ? 0 : bucket.millisecondsToNext;
  }

  #sweep(): void {
    for (const [personId, bucket] of this.#buckets) if (bucket.isFull) this.#buckets.delete(personId);
    this.#sweepAt = Math.max(PEOPLE_BEFORE_SWEEP, 2 * this.#buckets.size);
  }
}
