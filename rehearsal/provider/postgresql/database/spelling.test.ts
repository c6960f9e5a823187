import { expect, test } from "vitest";
import { spelling } from "./spelling.ts";

test.each([
  [undefined, "C", "C"],
  ["", "C", "C"],
  ["POSIX", "C", "POSIX"],
  ["default", "C.UTF-8", "default"],
  ["en_US.utf8", "en_US.UTF-8", "en_US.utf8"],
  ["C", "C.UTF-8", "C.UTF-8"],
  ["de_DE.UTF-8", "en_US.UTF-8", "en_US.UTF-8"],
])("asked for %j and found %j: %j", (asked, found, word) => {
  expect(spelling(asked, found)).toBe(word);
});
