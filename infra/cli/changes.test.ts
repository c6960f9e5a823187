import { expect, test } from "vitest";
import { changesInWords } from "./changes.ts";

test.each([
  [{ create: 7 }, "7 created"],
  [{ same: 5, update: 2 }, "2 updated, 5 unchanged"],
  [
    { create: 1, update: 2, delete: 3, replace: 4, same: 5 },
    "1 created, 2 updated, 3 deleted, 4 replaced, 5 unchanged",
  ],
  [{ create: 0 }, "nothing to do"],
  [{}, "nothing to do"],
])("%j is told as %j", (changes, words) => {
  expect(changesInWords(changes)).toBe(words);
});
