/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  readonly firstMilliseconds: number;
  readonly longestMilliseconds: number;
}

/**
 * Says how long to wait before the next attempt: up to twice as long after each failure, and never less than half of that, so that instances which
 * lost the same server don't come back in the same moment.
 *
 * @param failures in a row so far, from 1.
 * @param chance a number from 0 up to 1.
 * @returns milliseconds.
 */
export function backoff(
  failures: number,
  { firstMilliseconds, longestMilliseconds }: Backoff,
  chance = Math.random(),
): number {
  const most = Math.min(longestMilliseconds, firstMilliseconds * 2 ** (failures - 1));
  return most / 2 + (chance * most) / 2;
}
