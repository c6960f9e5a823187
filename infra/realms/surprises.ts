import type { HostedEnvironment } from "@live-listen/stacks";
import type { StackResource } from "../engine/deployment.ts";
import type { PlanStep } from "../engine/plan.ts";
import { Fault } from "../fault.ts";

/** The resources that hold what can't be made again. */
export const DATABASE_TYPE = "render:index/postgres:Postgres";

/** Names of the databases that a plan would make though the state knows them: they are gone at the platform. */
export function vanishedDatabases(steps: readonly PlanStep[], known: readonly StackResource[]): readonly string[] {
  return steps
    .filter(({ operation, type }) => operation === "create" && type === DATABASE_TYPE)
    .filter(({ name, type }) => known.some((one) => one.name === name && one.type === type))
    .map(({ name }) => name);
}

/** What an update is about to do, and what a person has said yes to. */
export interface Intention {
  readonly row: HostedEnvironment;
  readonly steps: readonly PlanStep[];
  /** Names of the databases that the state knows and the platform has no more, so that the plan would make them anew. */
  readonly vanished: readonly string[];
  /** Names given by `--yes-replace`. */
  readonly allowed: readonly string[];
}

/**
 * Makes sure that no database is lost without a person's word.
 *
 * @throws Fault naming what asks for the word, and how to give it.
 */
export function assertNothingLost({ row, steps, vanished, allowed }: Intention): void {
  const gone = vanished.filter((name) => !allowed.includes(name));
  if (gone.length > 0) {
    throw new Fault(
      `The platform doesn't have ${gone.join(" and ")} any more, the database of ${row.name}, and this would make an empty one: restore it and take it in as docs/adopt.md says, or run it again with ${gone.map((name) => `--yes-replace ${name}`).join(" ")}.`,
    );
  }
  const lost = steps
    .filter(({ operation, type }) => type === DATABASE_TYPE && (operation === "delete" || operation === "replace"))
    .filter(({ name }) => !allowed.includes(name));
  if (lost.length > 0) {
    throw new Fault(
      `This would delete ${lost.map(({ name }) => `${name}, the database of ${row.name}, with everything in it`).join(" and ")}: if that is meant, run it again with ${lost.map(({ name }) => `--yes-replace ${name}`).join(" ")}.`,
    );
  }
}
