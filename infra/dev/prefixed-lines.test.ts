import fc from "fast-check";
import { expect, test } from "vitest";
import { prefixedLines } from "./prefixed-lines.ts";

function linesOf(chunks: readonly string[], format?: (line: string) => string): string[] {
  const written: string[] = [];
  const lines = prefixedLines("api", (line) => written.push(line), format);
  for (const chunk of chunks) lines.take(chunk);
  lines.end();
  return written;
}

test("each line carries the name of its source, empty ones are left out", () => {
  expect(linesOf(["one\n\ntwo\r\nthree"])).toEqual(["api │ one", "api │ two", "api │ three"]);
});

test("a line that is formatted into several is several", () => {
  expect(linesOf(["x\n"], () => "first\nsecond\n")).toEqual(["api │ first", "api │ second"]);
});

test("however a text is cut into chunks, the lines are the same", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (chunks) => {
      expect(linesOf(chunks)).toEqual(linesOf([chunks.join("")]));
    }),
  );
});
