import { expect, test } from "vitest";
import { paceOf } from "../../../pace.ts";
import { windowOf } from "./window.ts";

const NOW = Date.parse("2026-01-31T12:00:00.000Z");

test.each([
  ["hobby", 1, "2026-01-28T12:00:00.000Z", "2026-01-31T11:50:00.000Z"],
  ["professional", 1, "2026-01-24T12:00:00.000Z", "2026-01-31T11:50:00.000Z"],
  ["enterprise", 1, "2026-01-24T12:00:00.000Z", "2026-01-31T11:50:00.000Z"],
  ["hobby", 60, "2026-01-31T10:48:00.000Z", "2026-01-31T11:59:50.000Z"],
] as const)(
  "the window of a workspace of plan %s, %d times faster, is from %s to %s",
  (plan, timesFaster, from, to) => {
    const { milliseconds } = paceOf(timesFaster);
    expect(windowOf(plan, milliseconds, NOW)).toEqual({ from: new Date(from), to: new Date(to) });
  },
);
