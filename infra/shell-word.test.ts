import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellWord } from "./shell-word.ts";

test.each([
  ["plain", "'plain'"],
  ["it's", "'it'\\''s'"],
])("%s is written %s", (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test("a shell reads back what was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(!text.includes("\0"));
      expect(execFileSync("/bin/sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" })).toBe(text);
    }),
    { numRuns: 50 },
  );
});
