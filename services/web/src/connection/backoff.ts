/** Ceiling of the first wait, in milliseconds; it doubles with every attempt that fails. */
export const FIRST_WAIT_MS = 1_000;

/** Ceiling of every wait, in milliseconds. */
export const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before the next attempt: between half of a ceiling and the whole of it, where the ceiling doubles with each failure. The
 * chance keeps listeners that were cut off together from coming back together ("equal jitter" in AWS's article on exponential backoff and
 * jitter); the lower half keeps a server that is down from being asked without pause.
 *
 * @param failures attempts that have failed in a row, from 0.
 * @param random a number from 0 up to 1.
 * @returns milliseconds.
 */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
