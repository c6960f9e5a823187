import { expect, it } from "vitest";
import { CACHE_RULES, cacheControlOf } from "./cache.ts";

it.each([
  ["/assets/index-B1x3.js", "public, max-age=31536000, immutable"],
  ["/assets/index-D0f6.css", "public, max-age=31536000, immutable"],
  ["/index.html", "no-cache"],
  ["/release.json", "no-cache"],
  ["/icon.svg", "no-cache"],
])("lets %s be kept as `%s`", (path, value) => {
  expect(cacheControlOf(path)).toBe(value);
});

it("has a rule for every path", () => {
  expect(CACHE_RULES.at(-1)?.prefix).toBe("/");
});
