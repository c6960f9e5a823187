import type { Release } from "@live-listen/protocol";
import { type AppliedMigration, judgeSchema, newestOf } from "./compatibility.ts";
import { type MigrationTarget, NO_MIGRATION } from "./migrator.ts";

/** Whether a run of migrations may go ahead, has nothing to do, or is refused with a sentence that holds the cure. */
export type MigrationPlan =
  | { readonly kind: "run" }
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Decides about a run before anything is touched.
 *
 * @param applied migrations of the database.
 * @param known migrations of this build.
 * @param range of schemas that this build works with.
 */
export function planMigrations(
  target: MigrationTarget,
  applied: readonly AppliedMigration[],
  known: readonly string[],
  range: Release["schema"],
): MigrationPlan {
  const names = applied.map(({ name }) => name);
  const newer = names.filter((name) => !known.includes(name));
  return newer.length > 0 ? planBehind(target, applied, newer, known, range) : planAhead(target, names, known);
}

/** The database has migrations that this build doesn't know: a newer build was here. */
function planBehind(
  { direction }: MigrationTarget,
  applied: readonly AppliedMigration[],
  newer: readonly string[],
  known: readonly string[],
  range: Release["schema"],
): MigrationPlan {
  if (direction === "down") {
    return refused(`This build doesn't know ${newer.join(", ")}: migrate down with the newer build that made them.`);
  }
  const missing = known.filter((name) => !applied.some((migration) => migration.name === name));
  if (missing.length > 0) {
    return refused(
      `The database has ${newer.join(", ")}, which this build doesn't know, and lacks ${missing.join(", ")}: deploy a build that has all of them.`,
    );
  }
  const verdict = judgeSchema(applied, range);
  return verdict.ok ? { kind: "nothing" } : refused(verdict.message);
}

function planAhead(
  { direction, to }: MigrationTarget,
  applied: readonly string[],
  known: readonly string[],
): MigrationPlan {
  const newest = newestOf(applied);
  if (to !== undefined && to !== NO_MIGRATION && !known.includes(to)) {
    return refused(`There is no migration called ${to}: \`status\` lists them.`);
  }
  if (direction === "up") {
    if (to === NO_MIGRATION || (to !== undefined && newest !== undefined && to < newest)) {
      return refused(`The database is at ${newest ?? "nothing"}, beyond ${to}: use \`down --to ${to}\`.`);
    }
    return known.every((name) => applied.includes(name)) || (to === newest && to !== undefined)
      ? { kind: "nothing" }
      : { kind: "run" };
  }
  if (to !== undefined && to !== NO_MIGRATION && (newest === undefined || to > newest)) {
    return refused(`The database is at ${newest ?? "nothing"}, before ${to}: use \`up --to ${to}\`.`);
  }
  return newest === undefined || to === newest ? { kind: "nothing" } : { kind: "run" };
}

function refused(message: string): MigrationPlan {
  return { kind: "refused", message };
}
