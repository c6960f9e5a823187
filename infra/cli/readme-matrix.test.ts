import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { environments, matrixCells, matrixHeadings } from "@live-listen/stacks";
import { expect, test } from "vitest";
import { ROOT } from "../local/paths.ts";
import { formatMarkdownTable } from "./table.ts";

test("the matrix in README.md is the one that `npm run matrix` prints", async () => {
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  const [, table] = /<!-- matrix -->\s*\n([\s\S]*?)\n\s*<!-- \/matrix -->/.exec(readme) ?? [];
  expect(table?.trim()).toBe(formatMarkdownTable(matrixHeadings, environments.map(matrixCells)));
});
