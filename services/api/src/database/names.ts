/** Schema in which all tables of the app live, so that a database can hold others' (a platform's monitoring, extensions) beside them. */
export const SCHEMA = "live_listen";

/** Table in which Kysely's Migrator notes the migrations that are applied. */
export const MIGRATION_TABLE = "migration";

/** Table that Kysely's Migrator creates for dialects without advisory locks; on Postgres it stays as it is. */
export const MIGRATION_LOCK_TABLE = "migration_lock";

/** Table that says of each applied migration since which one builds are compatible with it. */
export const COMPATIBILITY_TABLE = "schema_compatibility";

/** Table with one row for each run of migrations. */
export const MIGRATION_LOG_TABLE = "migration_log";

/** Number of the advisory lock under which a database is prepared and migrated: "live" in ASCII. It is the database's own, others don't see it. */
export const MIGRATION_ADVISORY_LOCK = 0x6c697665;
