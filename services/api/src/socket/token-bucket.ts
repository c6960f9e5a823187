/** Lets a number of things through at once and then so many a second; a bucket of tokens that refills steadily and never overflows. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /**
   * @param limits.burst tokens that the bucket holds; it starts full.
   * @param limits.perSecond tokens that flow in.
   * @param now clock in milliseconds that never goes back.
   */
  constructor(limits: { burst: number; perSecond: number }, now: () => number = () => performance.now()) {
    this.#capacity = limits.burst;
    this.#perSecond = limits.perSecond;
    this.#now = now;
    this.#tokens = limits.burst;
    this.#filledAt = now();
  }

  /** Takes a token; false when there is none. */
  take(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Milliseconds until there is a token; 0 when there is one. */
  get millisecondsToNext(): number {
    this.#fill();
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000);
  }

  /** Whether no token is missing, so that a new bucket would be the same. */
  get isFull(): boolean {
    this.#fill();
    return this.#tokens >= this.#capacity;
  }

  #fill(): void {
    const now = this.#now();
    this.#tokens = Math.min(this.#capacity, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
  }
}
