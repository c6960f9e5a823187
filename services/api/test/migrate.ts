import { appRoleOf } from "../src/database/app-role.ts";
import type { MigrationRun } from "../src/database/migration-log.ts";
import type { MigrationTarget } from "../src/database/migrator.ts";
import { runMigrations } from "../src/database/run-migrations.ts";
import { readRelease } from "../src/release.ts";
import { createMemoryLog } from "./memory-log.ts";
import type { EmptyDatabase } from "./postgres.ts";

/** Migrates a database of the local environment, as this build does. */
export function migrateDatabase(database: EmptyDatabase, target: MigrationTarget): Promise<MigrationRun> {
  return runMigrations({
    target,
    environment: "local",
    ownerUrl: database.ownerUrl,
    appRole: appRoleOf(database.appUrl),
    release: readRelease(),
    actor: "test",
    log: createMemoryLog().log,
    redact: (text) => text,
  });
}
