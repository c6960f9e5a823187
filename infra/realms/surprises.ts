import type { HostedEnvironment } from "@live-listen/stacks";
import type { PlanStep } from "../engine/plan.ts";
import { Fault } from "../fault.ts";

/** The resources that hold what can't be made again. */
const DATABASE_TYPE = "render:index/postgres:Postgres";

/** What an update is about to do, and what a person has said yes to. */
export interface Intention {
  readonly row: HostedEnvironment;
  readonly steps: readonly PlanStep[];
  /** Whether what is brought up is not what git has. */
  readonly dirty: boolean;
  /** Names given by `--yes-replace`. */
  readonly allowed: readonly string[];
}

/**
 * Makes sure that nothing is lost, and production isn't changed from what nobody can look up again, without a person's word.
 *
 * @throws Fault naming what asks for the word, and how to give it.
 */
export function assertIntended({ row, steps, dirty, allowed }: Intention): void {
  const lost = steps
    .filter(({ operation, type }) => type === DATABASE_TYPE && (operation === "delete" || operation === "replace"))
    .filter(({ name }) => !allowed.includes(name));
  if (lost.length > 0) {
    throw new Fault(
      `This would delete ${lost.map(({ name }) => `${name}, the database of ${row.name}, with everything in it`).join(" and ")}: if that is meant, run it again with ${lost.map(({ name }) => `--yes-replace ${name}`).join(" ")}.`,
    );
  }
  if (row.name === "production" && dirty && !allowed.includes(row.name)) {
    throw new Fault(
      `This would bring up production from a checkout with changes that are not committed: run \`git stash\` or commit them, or run it again with --yes-replace ${row.name}.`,
    );
  }
}
