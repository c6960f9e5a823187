import { expect, test } from "vitest";
import type { PlanStep } from "../engine/plan.ts";
import { planInWords } from "./plan-in-words.ts";

const step = (operation: PlanStep["operation"], properties: readonly string[] = []): PlanStep => ({
  operation,
  type: "render:index/postgres:Postgres",
  name: "staging-database",
  properties,
  inputs: {},
});

test.each([
  [step("delete"), "deletes staging-database, a Render Postgres, with everything in it"],
  [
    step("replace", ["region"]),
    "replaces staging-database, a Render Postgres, since region can't be changed in place: the old one is deleted with everything in it",
  ],
  [step("create"), "creates staging-database, a Render Postgres"],
  [step("update", ["plan"]), "updates staging-database, a Render Postgres: plan"],
  [step("import"), "takes in staging-database, a Render Postgres"],
  [step("import", ["plan"]), "takes in staging-database, a Render Postgres, and changes plan"],
])("%j", (planned, words) => {
  expect(planInWords([planned])).toEqual([words]);
});

test("of many properties some are named and the rest is counted", () => {
  const [line] = planInWords([step("update", ["a", "b", "c", "d", "e", "f", "g"])]);
  expect(line).toMatch(/: a, b, c, d, e and 2 more$/);
});
