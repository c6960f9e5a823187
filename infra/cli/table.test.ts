import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMarkdownTable, formatTable } from "./table.ts";

test("columns are as wide as what is widest in them", () => {
  expect(
    formatTable(
      ["Name", "Port"],
      [
        ["a", "5432"],
        ["longer", "1"],
      ],
    ),
  ).toBe(["Name    Port", "──────  ────", "a       5432", "longer  1"].join("\n"));
});

test("a table without rows is its headings", () => {
  expect(formatTable(["A"], [])).toBe("A\n─");
});

test("a Markdown table has a line of dashes below its headings", () => {
  expect(formatMarkdownTable(["A", "B"], [["1", "2"]])).toBe("| A | B |\n| --- | --- |\n| 1 | 2 |");
});

test("no cell is lost or cut, and no line ends in a blank", () => {
  const cell = fc.stringMatching(/^\S{1,9}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
      const lines = formatTable(["A", "B"], rows).split("\n");
      expect(lines.slice(2).map((line) => line.split(/ +/))).toEqual(rows);
      for (const line of lines) expect(line).toBe(line.trimEnd());
    }),
  );
});
