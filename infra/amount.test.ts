import { expect, test } from "vitest";
import { megabytes, seconds } from "./amount.ts";

test.each([
  [0, "0 MB"],
  [118_400_000, "118 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(megabytes(bytes)).toBe(words);
});

test.each([
  [0, "0.0 s"],
  [432, "0.4 s"],
  [9_949, "9.9 s"],
  [9_960, "10 s"],
  [59_400, "59 s"],
  [59_600, "1 min 0 s"],
  [250_000, "4 min 10 s"],
])("%d ms are %s", (milliseconds, words) => {
  expect(seconds(milliseconds)).toBe(words);
});
