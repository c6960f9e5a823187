import { expect, it } from "vitest";
import { renewIn } from "./renewal.ts";

const now = Date.parse("2026-01-31T09:30:00.000Z");

it("replaces a token a while before it ends", () => {
  expect(renewIn("2026-01-31T09:40:00.000Z", now)).toBe(510_000);
});

it.each([
  ["ahead", "2026-01-30T09:40:00.000Z", 30_000],
  ["behind", "2026-02-01T09:40:00.000Z", 600_000],
])("neither hurries nor forgets it where the clock is a day %s", (_, expiresAt, wait) => {
  expect(renewIn(expiresAt, now)).toBe(wait);
});
