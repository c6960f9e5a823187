import fc from "fast-check";
import { expect, it } from "vitest";
import { backoff } from "./backoff.ts";

const times = { firstMilliseconds: 200, longestMilliseconds: 5_000 };

it("waits are doubled up to the longest, and spread over their second half", () => {
  expect([1, 2, 3, 4, 5, 6, 1_000].map((failures) => backoff(failures, times, 1))).toEqual([
    200, 400, 800, 1_600, 3_200, 5_000, 5_000,
  ]);
  expect(backoff(3, times, 0)).toBe(400);
});

it("waits are never nothing and never longer than the longest", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const wait = backoff(failures, times, chance);
      expect(wait).toBeGreaterThanOrEqual(100);
      expect(wait).toBeLessThanOrEqual(5_000);
    }),
  );
});
