import { Kysely, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import type { Schema } from "./schema.ts";

/** The app's database, typed. */
export type Database = Kysely<Schema>;

/** Makes the query builder over a pool, which stays its maker's to close. */
export function createDatabase(pool: Pool): Database {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
