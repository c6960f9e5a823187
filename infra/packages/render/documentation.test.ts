import { join } from "node:path";
import { expect, test } from "vitest";
import { undocumented } from "../property-tables/test/undocumented.ts";

test("an editor has a sentence for every property", () => {
  expect(undocumented(join(import.meta.dirname, "tables.ts"))).toEqual([]);
});
