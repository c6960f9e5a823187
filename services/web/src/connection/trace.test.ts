import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TRACE_HEIGHT, traceBars } from "./trace.ts";

describe("traceBars", () => {
  it("puts the newest round trip at the right and leaves the other slots empty", () => {
    const bars = traceBars([5, 50], 4);
    expect(bars.slice(0, 2)).toEqual([0, 0]);
    expect(bars[2]).toBeGreaterThan(0);
    expect(bars[3]).toBeGreaterThan(bars[2] ?? 0);
  });

  it("keeps every bar within the drawing, whatever was measured", () => {
    const measured = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(measured, (roundTrips) => {
        const bars = traceBars(roundTrips, 12);
        expect(bars).toHaveLength(12);
        expect(bars.filter((bar) => bar > 0)).toHaveLength(Math.min(12, roundTrips.length));
        for (const bar of bars) expect(bar).toBeLessThanOrEqual(TRACE_HEIGHT);
      }),
    );
  });
});
