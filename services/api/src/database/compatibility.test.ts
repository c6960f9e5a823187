import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeSchema, newestOf } from "./compatibility.ts";

/** Writes a migration as `name` or `name<since`. */
function applied(...migrations: string[]) {
  return migrations.map((text) => {
    const [name = "", since = name] = text.split("<");
    return { name, compatibleSince: since };
  });
}

describe("a schema", () => {
  it.each<[string, string[], string, string, boolean]>([
    ["with nothing in it is too old", [], "1", "1", false],
    ["as the build makes it fits", ["1", "2"], "1", "2", true],
    ["between the build's oldest and newest fits", ["1", "2"], "1", "3", true],
    ["at the build's oldest fits", ["1"], "1", "3", true],
    ["before the build's oldest is too old", ["1"], "2", "3", false],
    ["that is newer and expands fits", ["1", "2", "3<1"], "1", "2", true],
    ["that is newer and breaks older builds doesn't fit", ["1", "2", "3"], "1", "2", false],
    ["that is newer, expands, and broke builds before this one fits", ["1", "2<2", "3<2"], "1", "2", true],
    ["that is newer in two steps, of which the first breaks, doesn't fit", ["1", "2", "3<3", "4<1"], "1", "2", false],
    ["whose breaking step is this build's own fits", ["1", "2<2"], "2", "2", true],
  ])("%s", (_, migrations, oldest, newest, ok) => {
    const verdict = judgeSchema(applied(...migrations), { oldest, newest });
    expect(verdict.ok).toBe(ok);
    if (!verdict.ok) expect(verdict.message).toMatch(/^The database's schema is at .+\.$/);
  });

  it("is judged the same in whatever order it is read", () => {
    const migrations = applied("0001", "0002<0001", "0003<0002", "0004<0004");
    fc.assert(
      fc.property(fc.shuffledSubarray(migrations), fc.constantFrom("0001", "0002", "0003"), (some, newest) => {
        const sorted = [...some].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(judgeSchema(some, { oldest: "0001", newest })).toEqual(judgeSchema(sorted, { oldest: "0001", newest }));
      }),
    );
  });
});

describe("the newest name", () => {
  it("is the one that sorts last, by code units", () => {
    expect(newestOf([])).toBeUndefined();
    expect(newestOf(["0002-a", "0010-b", "0009-c"])).toBe("0010-b");
  });
});
