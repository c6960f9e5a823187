import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { undocumented } from "./undocumented.ts";

// Beside this file, since that is where the tables' own imports lead somewhere.
const folder = mkdtempSync(join(import.meta.dirname, "undocumented-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a property without a comment is found at any depth", () => {
  const file = join(folder, "tables.ts");
  writeFileSync(
    file,
    `import { defineTable, mapOf, optional } from "../../index.ts";
     import { z } from "zod";
     const text = { schema: z.string() };
     const shared = {
       /** Told. */
       told: text,
       untold: text,
     };
     export const thing = defineTable({
       type: "a:index/thing:Thing",
       properties: {
         /** Told. */
         text,
         bare: text,
         parts: optional(
           mapOf({
             ...shared,
             /** Told. */
             own: text,
           }),
         ),
       },
     });
     export const configuration = {
       /** Told. */
       key: text,
       team: text,
     };`,
  );
  expect(undocumented(file)).toEqual(["thing.bare", "thing.parts", "thing.parts.untold", "configuration.team"]);
});

test("a file that isn't there is no table without faults", () => {
  expect(() => undocumented(join(folder, "other.ts"))).toThrow("is no module: name a file that exports tables.");
});
