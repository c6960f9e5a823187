import { Kysely, PostgresDialect } from "kysely";
import { type MigrationResult, Migrator, NO_MIGRATIONS } from "kysely/migration";
import { Pool } from "pg";
import type { Migration } from "../../migrations/index.ts";
import { messageOf } from "../log/error-message.ts";
import { connectionConfig } from "./connection.ts";
import { createMigrationProvider } from "./migration-provider.ts";
import { MIGRATION_LOCK_TABLE, MIGRATION_TABLE, SCHEMA } from "./names.ts";

/**
 * Time that a migration waits for a table that a transaction of the running app holds. While it waits, everybody who comes later waits behind it:
 * failing and running again is better than an outage.
 */
const LOCK_TIMEOUT_MILLISECONDS = 5_000;

/** PostgreSQL's code (appendix A of its manual) for a lock that wasn't to be had in time. */
const LOCK_NOT_AVAILABLE = "55P03";

/** Where to migrate: all the way up, one step down, or to a migration (`none`: the state before the first). */
export type MigrationTarget =
  | { readonly direction: "up"; readonly to?: string | undefined }
  | { readonly direction: "down"; readonly to?: string | undefined };

/** Name of the target before the first migration. */
export const NO_MIGRATION = "none";

/** What became of it: the migrations that were applied or taken back, in that order; with an error, none were. */
export interface MigrationOutcome {
  readonly migrations: readonly string[];
  readonly error?: string;
}

/**
 * Applies or takes back migrations with Kysely's Migrator, all in one transaction. Never throws.
 *
 * @param url of the database, as its owner.
 */
export async function migrate(
  {
    url,
    applicationName,
    migrations,
  }: { url: string; applicationName: string; migrations: Readonly<Record<string, Migration>> },
  target: MigrationTarget,
): Promise<MigrationOutcome> {
  const pool = new Pool({
    ...connectionConfig(url, applicationName),
    max: 1,
    lock_timeout: LOCK_TIMEOUT_MILLISECONDS,
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db,
      provider: createMigrationProvider(migrations),
      migrationTableSchema: SCHEMA,
      migrationTableName: MIGRATION_TABLE,
      migrationLockTableName: MIGRATION_LOCK_TABLE,
      nameComparator: (a, b) => (a < b ? -1 : 1),
    });
    const { error, results = [] } = await run(migrator, target);
    if (error !== undefined) return { migrations: [], error: describe(error, results) };
    return { migrations: results.map(({ migrationName }) => migrationName) };
  } finally {
    await db.destroy();
  }
}

function run(migrator: Migrator, { direction, to }: MigrationTarget) {
  if (to !== undefined) return migrator.migrateTo(to === NO_MIGRATION ? NO_MIGRATIONS : to);
  return direction === "up" ? migrator.migrateToLatest() : migrator.migrateDown();
}

function describe(error: unknown, results: readonly MigrationResult[]): string {
  const broken = results.find(({ status }) => status === "Error");
  const what = broken ? `Migration ${broken.migrationName} failed` : "The migrations failed";
  if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) {
    const seconds = LOCK_TIMEOUT_MILLISECONDS / 1000;
    return `${what}, and nothing was changed: a transaction of the running app held a table it needs for over ${seconds} s; run it again.`;
  }
  return `${what}, and nothing was changed: ${messageOf(error)}`;
}
