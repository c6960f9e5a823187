/** Longest time that Node's timers can wait, in milliseconds: what is later is waited for in several steps. */
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** Calls back once when a time has come that may still be moved. */
export class SessionExpiry {
  readonly #expired: () => void;
  #expiresAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(expiresAt: Date, expired: () => void) {
    this.#expired = expired;
    this.#expiresAt = expiresAt.getTime();
    this.#wait();
  }

  /** Moves it to another time; to an earlier one it isn't moved. */
  moveTo(expiresAt: Date): void {
    this.#expiresAt = Math.max(this.#expiresAt, expiresAt.getTime());
  }

  /** Calls it off. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const left = this.#expiresAt - Date.now();
    this.#timer = setTimeout(
      () => (this.#expiresAt <= Date.now() ? this.#expired() : this.#wait()),
      Math.min(Math.max(left, 0), LONGEST_TIMER_MILLISECONDS),
    ).unref();
  }
}
