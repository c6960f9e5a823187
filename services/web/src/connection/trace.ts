/** How high the bars of the trace may be, in the units of its drawing. */
export const TRACE_HEIGHT = 32;

const LOWEST_BAR = 3;

/** Round trips below this, in milliseconds, don't fill the height even if all are small: a fast connection looks calm. */
const CALM_MS = 60;

/**
 * Draws round trips as bars, like the wave of a recording: one a slot, the newest at the right.
 *
 * @param roundTrips in milliseconds, newest last.
 * @param slots how many bars there are; slots without a round trip get height 0.
 * @returns the heights of the bars from left to right, up to {@link TRACE_HEIGHT}.
 */
export function traceBars(roundTrips: readonly number[], slots: number): readonly number[] {
  const shown = roundTrips.slice(-slots);
  const full = Math.max(CALM_MS, ...shown);
  // The square root keeps a slow answer from flattening all the others.
  const heights = shown.map((value) => LOWEST_BAR + (TRACE_HEIGHT - LOWEST_BAR) * Math.sqrt(Math.max(0, value) / full));
  return [...Array<number>(slots - shown.length).fill(0), ...heights];
}
