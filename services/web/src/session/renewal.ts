/** How long before its end a token is replaced, in milliseconds: enough for a slow line, and for several attempts. */
const AHEAD_MS = 90_000;

/** Bounds of the time until a token is replaced, in milliseconds: somebody's clock may be wrong by any amount, in either direction. */
const SOONEST_MS = 30_000;
const LATEST_MS = 10 * 60_000;

/**
 * Says when to replace a token.
 *
 * @param expiresAt when it ends, as the API writes times.
 * @param now of this machine's clock, in milliseconds since 1970.
 * @returns milliseconds from now.
 */
export function renewIn(expiresAt: string, now: number): number {
  const left = Date.parse(expiresAt) - now - AHEAD_MS;
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, left));
}
