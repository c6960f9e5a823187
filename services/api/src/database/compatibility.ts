import type { Release } from "@live-listen/protocol";

/** A migration that a database has. */
export interface AppliedMigration {
  readonly name: string;
  /** Oldest migration whose builds still work with the schema after this one. */
  readonly compatibleSince: string;
  readonly appliedAt: Date;
}

/** Whether a build can work with a database, and if not, why. */
export type SchemaVerdict = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Gives the name that sorts last; undefined when there is none. */
export function newestOf(names: readonly string[]): string | undefined {
  return names.reduce<string | undefined>(
    (newest, name) => (newest === undefined || name > newest ? name : newest),
    undefined,
  );
}

/**
 * Decides whether a build can work with the schema of a database: it must have what the build needs, and nothing newer that breaks it. Changes
 * are made in two halves, expand and contract, so that the releases of a deploy can run side by side and a rollback needs no down migration.
 *
 * @param applied migrations, in any order.
 * @param range of the build: the oldest migration that it can work with, and the newest that it knows.
 */
export function judgeSchema(
  applied: readonly Pick<AppliedMigration, "name" | "compatibleSince">[],
  range: Release["schema"],
): SchemaVerdict {
  const newest = newestOf(applied.map(({ name }) => name));
  if (newest === undefined || newest < range.oldest) {
    const message = `The database's schema is at ${newest ?? "nothing"}, and this build needs ${range.oldest} or later: run the migrations.`;
    return { ok: false, message };
  }
  if (newest <= range.newest) return { ok: true };
  const since = newestOf(applied.map(({ compatibleSince }) => compatibleSince));
  if (since === undefined || since <= range.newest) return { ok: true };
  const message = `The database's schema is at ${newest}, which works with builds since ${since} only, and this build knows ${range.newest}: deploy a newer build, or migrate down with the newer one.`;
  return { ok: false, message };
}
