import type { Queryable } from "./connection.ts";
import { MIGRATION_LOG_TABLE, SCHEMA } from "./names.ts";

const TABLE = `${SCHEMA}.${MIGRATION_LOG_TABLE}`;

/** One run of migrations, as it is told afterwards. */
export interface MigrationRun {
  readonly direction: "up" | "down";
  /** Migrations that were applied or taken back, in that order. */
  readonly migrations: readonly string[];
  /** Newest migration before the run, and after it; null when there is none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Who ran it. */
  readonly actor: string;
  readonly release: string;
  readonly commit: string;
  readonly durationMs: number;
  readonly outcome: "succeeded" | "failed" | "refused";
  readonly error?: string;
}

/**
 * Notes that a run begins. Runs that were noted and never ended (the process was killed) are closed as interrupted: whoever holds the advisory
 * lock knows that none of them is under way.
 *
 * @returns the entry's id, for {@link endEntry}.
 */
export async function beginEntry(
  database: Queryable,
  {
    direction,
    from,
    actor,
    release,
    commit,
  }: Pick<MigrationRun, "direction" | "from" | "actor" | "release" | "commit">,
): Promise<string> {
  await database.query(`update ${TABLE} set outcome = 'interrupted' where outcome = 'running'`);
  const { rows } = await database.query<{ id: string }>(
    `insert into ${TABLE} (direction, from_schema, to_schema, actor, release, commit, outcome)
     values ($1, $2, $2, $3, $4, $5, 'running') returning id`,
    [direction, from, actor, release, commit],
  );
  return rows[0]?.id ?? "";
}

/** Notes how a run ended; outside the run's own transaction, so that a failed one is noted too. */
export async function endEntry(database: Queryable, id: string, run: MigrationRun): Promise<void> {
  await database.query(
    `update ${TABLE} set migrations = $2, to_schema = $3, duration_ms = $4, outcome = $5, error = $6 where id = $1`,
    [id, run.migrations, run.to, run.durationMs, run.outcome, run.error ?? null],
  );
}
