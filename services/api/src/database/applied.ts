import { DatabaseError } from "pg";
import type { AppliedMigration } from "./compatibility.ts";
import type { Queryable } from "./connection.ts";
import { COMPATIBILITY_TABLE, MIGRATION_TABLE, SCHEMA } from "./names.ts";

/** PostgreSQL's code (appendix A of its manual) for a table that doesn't exist. */
const UNDEFINED_TABLE = "42P01";

/**
 * Reads which migrations a database has, the oldest first; none when it was never prepared.
 *
 * @throws what the connection throws.
 */
export async function readApplied(database: Queryable): Promise<AppliedMigration[]> {
  try {
    const { rows } = await database.query<{ name: string; since: string | null; at: string }>(
      `select applied.name, compatibility.compatible_since as since, applied.timestamp as at
         from ${SCHEMA}.${MIGRATION_TABLE} applied
         left join ${SCHEMA}.${COMPATIBILITY_TABLE} compatibility on compatibility.migration = applied.name
        order by applied.name collate "C"`,
    );
    // A migration that doesn't say since when builds are compatible is taken to break all older ones.
    return rows.map(({ name, since, at }) => ({ name, compatibleSince: since ?? name, appliedAt: new Date(at) }));
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return [];
    throw error;
  }
}
