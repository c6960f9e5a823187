import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { migrations } from "./index.ts";
import { MIGRATION_NAME, OLDEST_SCHEMA } from "./range.ts";

const names = Object.keys(migrations);

describe("the list of migrations", () => {
  it("has every file of the folder, in order: add what is missing to migrations/index.ts", () => {
    const files = readdirSync(import.meta.dirname)
      .map((file) => file.replace(/\.ts$/, ""))
      .filter((name) => /^\d/.test(name) && !name.endsWith(".test"));
    expect(names).toEqual(files.sort());
  });

  it("has names of the right form, each with a number of its own", () => {
    for (const name of names) expect(name).toMatch(MIGRATION_NAME);
    const numbers = names.map((name) => name.slice(0, 4));
    expect(new Set(numbers).size).toBe(names.length);
  });

  it.each(names)("says of %s since when builds are compatible with it", (name) => {
    const since = migrations[name]?.compatibleSince ?? "";
    expect(names).toContain(since);
    expect(since <= name).toBe(true);
  });

  it("contains the oldest schema that this build works with", () => {
    expect(names).toContain(OLDEST_SCHEMA);
  });
});
