import type { Queryable } from "./connection.ts";
import { COMPATIBILITY_TABLE, MIGRATION_LOCK_TABLE, MIGRATION_LOG_TABLE, MIGRATION_TABLE, SCHEMA } from "./names.ts";

/** Tables that tell what was done to the schema. The app may read what it needs to know whether it fits, and nobody but the owner writes. */
export const BOOKKEEPING_TABLES = [MIGRATION_TABLE, MIGRATION_LOCK_TABLE, COMPATIBILITY_TABLE, MIGRATION_LOG_TABLE];

/** Those of them that the app reads. */
export const READABLE_BOOKKEEPING_TABLES = [MIGRATION_TABLE, COMPATIBILITY_TABLE];

/**
 * Makes the bookkeeping tables where they are missing. The first two have the form in which Kysely's Migrator makes them; they are made here so that
 * at no moment the default privileges leave them to the app's role.
 */
export async function createBookkeeping(database: Queryable): Promise<void> {
  await database.query(`
    create table if not exists ${SCHEMA}.${MIGRATION_TABLE} (
      name varchar(255) primary key,
      timestamp varchar(255) not null
    );
    create table if not exists ${SCHEMA}.${MIGRATION_LOCK_TABLE} (
      id varchar(255) primary key,
      is_locked integer not null default 0
    );
    create table if not exists ${SCHEMA}.${COMPATIBILITY_TABLE} (
      migration text primary key,
      compatible_since text not null
    );
    create table if not exists ${SCHEMA}.${MIGRATION_LOG_TABLE} (
      id uuid primary key default uuidv7(),
      direction text not null check (direction in ('up', 'down')),
      migrations text[] not null default '{}',
      from_schema text,
      to_schema text,
      actor text not null,
      release text not null,
      commit text not null,
      started_at timestamptz not null default now(),
      duration_ms integer,
      outcome text not null check (outcome in ('running', 'succeeded', 'failed', 'refused', 'interrupted')),
      error text
    )`);
}
