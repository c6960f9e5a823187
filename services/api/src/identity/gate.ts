import { Fault } from "../http/fault.ts";

/** How long a client that was turned away is asked to wait, in seconds. */
const RETRY_SECONDS = 5;

/** How much may go through a gate. */
export interface GateLimits {
  /** Works that run at the same time. */
  readonly running: number;
  /** Works that wait for their turn; one more is turned away. */
  readonly waiting: number;
}

/** Lets a few works run at a time and some wait in line, so that however many come, neither memory nor the time for others runs out. */
export class Gate {
  readonly #limits: GateLimits;
  readonly #line: (() => void)[] = [];
  #running = 0;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /**
   * Runs a work when its turn comes, and gives its result.
   *
   * @throws {Fault} 503 at once when the line is full.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#limits.running) {
      this.#running += 1;
      return;
    }
    if (this.#line.length >= this.#limits.waiting) {
      throw new Fault({
        status: 503,
        code: "busy",
        message: "Too many people are signing in at this moment: try again in a few seconds.",
        headers: { "Retry-After": String(RETRY_SECONDS) },
      });
    }
    await new Promise<void>((resolve) => this.#line.push(resolve));
  }

  /** Hands the place over to the next in line, or gives it up. */
  #leave(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}
