import { expect, test } from "vitest";
import { textMatcher } from "./text.ts";

test.each([
  ["listen", "Listening on 3", true],
  ["a.c", "abc", false],
  ["GET * 200", "x GET /rooms/1 200 y", true],
  ["GET * 200", "GET /rooms 404", false],
  ["/lis.+\\d/", "Listening on 3", true],
  ["/^on/", "Listening on 3", false],
])("%s in %s: %s", (wanted, text, isThere) => {
  expect(textMatcher(wanted)?.(text)).toBe(isThere);
});

test("an expression that is none is none", () => {
  expect(textMatcher("/(/")).toBeUndefined();
});
