import { environments, isHosted } from "@live-listen/stacks";
import { describe, expect, test } from "vitest";
import type { PlanStep } from "../engine/plan.ts";
import { assertNothingLost, vanishedDatabases } from "./surprises.ts";

const [staging] = environments.filter(isHosted);
if (!staging) throw new Error("The matrix lacks staging.");

function step(operation: PlanStep["operation"], name: string, kind = "postgres:Postgres"): PlanStep {
  return { operation, type: `render:index/${kind}`, name, properties: [], inputs: {} };
}

const clean = { row: staging, steps: [], vanished: [], allowed: [] };

describe("a database", () => {
  test.each(["delete", "replace"] as const)("is not lost by a %s without its name being given", (operation) => {
    const steps = [step(operation, "staging-database")];
    expect(() => assertNothingLost({ ...clean, steps })).toThrow(
      "This would delete staging-database, the database of staging, with everything in it: if that is meant, run it again with --yes-replace staging-database.",
    );
    expect(() => assertNothingLost({ ...clean, steps, allowed: ["staging"] })).toThrow(
      /--yes-replace staging-database/,
    );
    expect(() => assertNothingLost({ ...clean, steps, allowed: ["staging-database"] })).not.toThrow();
  });

  test.each(["create", "update", "import"] as const)("takes a %s", (operation) => {
    expect(() => assertNothingLost({ ...clean, steps: [step(operation, "staging-database")] })).not.toThrow();
  });
});

test("a database that is gone at the platform is not made anew without its name being given", () => {
  const steps = [step("create", "staging-database")];
  const known = {
    urn: "urn",
    name: "staging-database",
    type: "render:index/postgres:Postgres",
    id: "dpg-1",
    isProtected: true,
  };
  expect(vanishedDatabases(steps, [])).toEqual([]);
  const vanished = vanishedDatabases(steps, [known]);
  expect(vanished).toEqual(["staging-database"]);
  expect(() => assertNothingLost({ ...clean, steps, vanished })).toThrow(
    /^The platform doesn't have staging-database any more, .* --yes-replace staging-database\.$/,
  );
  expect(() => assertNothingLost({ ...clean, steps, vanished, allowed: ["staging-database"] })).not.toThrow();
});

test("what can be made again may go", () => {
  const steps = [step("replace", "staging-api", "webService:WebService")];
  expect(() => assertNothingLost({ ...clean, steps })).not.toThrow();
});
