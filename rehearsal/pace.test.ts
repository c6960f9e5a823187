import { expect, test } from "vitest";
import { paceOf } from "./pace.ts";

test("a minute at the vendor is a second at sixty times the pace", () => {
  expect(paceOf(60).milliseconds(60)).toBe(1000);
  expect(paceOf(1).milliseconds(60)).toBe(60_000);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d is no pace", (timesFaster) => {
  expect(() => paceOf(timesFaster)).toThrow(RangeError);
});
