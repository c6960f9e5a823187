import { describe, expect, it } from "vitest";
import { planMigrations } from "./migration-plan.ts";
import type { MigrationTarget } from "./migrator.ts";

const known = ["0001-a", "0002-b", "0003-c"];
const range = { oldest: "0001-a", newest: "0003-c" };

function plan(target: MigrationTarget, names: readonly string[], since?: string) {
  const applied = names.map((name) => ({ name, compatibleSince: since ?? "0001-a", appliedAt: new Date(0) }));
  return planMigrations(target, applied, known, range);
}

describe("a run of migrations", () => {
  it.each<[string, MigrationTarget, string[]]>([
    ["up from nothing", { direction: "up" }, []],
    ["up from halfway", { direction: "up" }, ["0001-a"]],
    ["up to a migration", { direction: "up", to: "0002-b" }, ["0001-a"]],
    ["down a step", { direction: "down" }, ["0001-a"]],
    ["down to a migration", { direction: "down", to: "0001-a" }, known],
    ["down to before the first", { direction: "down", to: "none" }, known],
  ])("%s goes ahead", (_, target, applied) => {
    expect(plan(target, applied)).toEqual({ kind: "run" });
  });

  it.each<[string, MigrationTarget, string[]]>([
    ["up from the newest", { direction: "up" }, known],
    ["up to where the database is", { direction: "up", to: "0002-b" }, ["0001-a", "0002-b"]],
    ["down from nothing", { direction: "down" }, []],
    ["down to where the database is", { direction: "down", to: "0001-a" }, ["0001-a"]],
    ["up, when the database is newer and compatible", { direction: "up" }, [...known, "0004-d"]],
  ])("%s has nothing to do", (_, target, applied) => {
    expect(plan(target, applied)).toEqual({ kind: "nothing" });
  });

  it.each<[string, MigrationTarget, string[], string]>([
    ["up to what doesn't exist", { direction: "up", to: "0009-x" }, [], "There is no migration called 0009-x"],
    ["down to what doesn't exist", { direction: "down", to: "x" }, known, "There is no migration called x"],
    ["up to what lies behind", { direction: "up", to: "0001-a" }, known, "use `down --to 0001-a`"],
    ["up to before the first", { direction: "up", to: "none" }, known, "use `down --to none`"],
    ["down to what lies ahead", { direction: "down", to: "0003-c" }, ["0001-a"], "use `up --to 0003-c`"],
    ["down what it doesn't know", { direction: "down" }, [...known, "0004-d"], "with the newer build"],
    ["up beside another branch", { direction: "up" }, ["0001-a", "0002-x"], "lacks 0002-b, 0003-c"],
  ])("%s is refused with the way out", (_, target, applied, message) => {
    expect(plan(target, applied)).toEqual({ kind: "refused", message: expect.stringContaining(message) });
  });

  it("up is refused when the database is newer and incompatible", () => {
    expect(plan({ direction: "up" }, [...known, "0004-d"], "0004-d")).toMatchObject({ kind: "refused" });
  });
});
