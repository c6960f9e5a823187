import type { ClientRateLimitInfo, Store } from "hono-rate-limiter";

/** Keys that a store remembers at most; with some 200 bytes for each, a store stays below 2.5 MB. */
export const MOST_KEYS = 10_000;

interface Window {
  totalHits: number;
  readonly resetTime: Date;
}

/**
 * Counts hits by key, in windows that begin with a key's first hit. It never holds more than a given number of keys: beyond that it forgets those
 * whose windows end first. Windows are all of one length, so the order in which they began is the order in which they end.
 */
export class BoundedStore implements Store {
  /** Every instance of the API counts for itself. */
  readonly localKeys = true;
  readonly #windows = new Map<string, Window>();
  readonly #mostKeys: number;
  readonly #now: () => number;
  #windowMs = 0;

  /** @param now clock, in milliseconds since 1970. */
  constructor(mostKeys = MOST_KEYS, now: () => number = Date.now) {
    this.#mostKeys = mostKeys;
    this.#now = now;
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#windows.size;
  }

  init({ windowMs }: { windowMs: number }): void {
    this.#windowMs = windowMs;
  }

  get(key: string): ClientRateLimitInfo | undefined {
    const window = this.#windows.get(key);
    return window !== undefined && this.#isOpen(window) ? { ...window } : undefined;
  }

  increment(key: string): ClientRateLimitInfo {
    const known = this.#windows.get(key);
    const window = known !== undefined && this.#isOpen(known) ? known : this.#begin(key);
    window.totalHits += 1;
    return { ...window };
  }

  decrement(key: string): void {
    const window = this.#windows.get(key);
    if (window !== undefined && window.totalHits > 0) window.totalHits -= 1;
  }

  resetKey(key: string): void {
    this.#windows.delete(key);
  }

  #isOpen({ resetTime }: Window): boolean {
    return resetTime.getTime() > this.#now();
  }

  #begin(key: string): Window {
    this.#windows.delete(key);
    this.#makeRoom();
    const window = { totalHits: 0, resetTime: new Date(this.#now() + this.#windowMs) };
    this.#windows.set(key, window);
    return window;
  }

  #makeRoom(): void {
    for (const [key, window] of this.#windows) {
      if (this.#windows.size < this.#mostKeys && this.#isOpen(window)) return;
      this.#windows.delete(key);
    }
  }
}
