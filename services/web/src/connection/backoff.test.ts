import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoff, FIRST_WAIT_MS, LONGEST_WAIT_MS } from "./backoff.ts";

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("backoff", () => {
  it("doubles with each failure up to the longest wait", () => {
    const ceilings = [0, 1, 2, 3, 4, 5, 6, 100, Number.POSITIVE_INFINITY].map((failures) => backoff(failures, 1));
    expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  });

  it("spreads attempts over the upper half of the wait", () => {
    expect([backoff(2, 0), backoff(2, 0.5), backoff(2, 1)]).toEqual([2_000, 3_000, 4_000]);
  });

  it("is never shorter than half of the first wait, nor longer than the longest", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 10_000 }), chance, (failures, random) => {
        const wait = backoff(failures, random);
        expect(wait).toBeGreaterThanOrEqual(FIRST_WAIT_MS / 2);
        expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      }),
    );
  });
});
