/** How fast a vendor's time goes by: one knob for all that the vendors wait for. */
export interface Pace {
  /** How many times faster than at the vendor; 1 is the vendor's own time. */
  readonly timesFaster: number;
  /** How long something takes here that takes so many seconds at the vendor, in milliseconds. */
  milliseconds(vendorSeconds: number): number;
}

/**
 * A pace at which time goes by.
 *
 * @throws RangeError when it isn't a positive number
 *
 * @example
 * paceOf(60).milliseconds(60) // 1000: a minute at the vendor is a second here
 */
export function paceOf(timesFaster: number): Pace {
  if (!(timesFaster > 0 && Number.isFinite(timesFaster))) throw new RangeError("A pace must be a positive number.");
  return { timesFaster, milliseconds: (vendorSeconds) => (vendorSeconds * 1000) / timesFaster };
}
