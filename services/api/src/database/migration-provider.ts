import { type Kysely, sql } from "kysely";
import type { Migration as KyselyMigration, MigrationProvider } from "kysely/migration";
import type { Migration } from "../../migrations/index.ts";
import { COMPATIBILITY_TABLE, SCHEMA } from "./names.ts";

const COMPATIBILITY = sql.table(`${SCHEMA}.${COMPATIBILITY_TABLE}`);

/**
 * Gives Kysely's Migrator our migrations, each so that it notes since when builds are compatible with it, in the transaction in which it is
 * applied or taken back.
 */
export function createMigrationProvider(migrations: Readonly<Record<string, Migration>>): MigrationProvider {
  const noted = Object.entries(migrations).map(([name, migration]) => [name, withNote(name, migration)] as const);
  return { getMigrations: async () => Object.fromEntries(noted) };
}

function withNote(name: string, { compatibleSince, up, down }: Migration): KyselyMigration {
  return {
    async up(db: Kysely<unknown>) {
      await up(db);
      await sql`insert into ${COMPATIBILITY} (migration, compatible_since) values (${name}, ${compatibleSince})`.execute(
        db,
      );
    },
    async down(db: Kysely<unknown>) {
      await down(db);
      await sql`delete from ${COMPATIBILITY} where migration = ${name}`.execute(db);
    },
  };
}
