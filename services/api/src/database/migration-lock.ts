import type { Log } from "../log/log.ts";
import type { Queryable } from "./connection.ts";
import { MIGRATION_ADVISORY_LOCK } from "./names.ts";

/**
 * Takes the advisory lock under which a database is migrated, for as long as the session lives. Waits for whoever has it, and says so; a process
 * that dies gives it back.
 *
 * @param session one connection, not a pool.
 */
export async function takeMigrationLock(session: Queryable, log: Log): Promise<void> {
  const { rows } = await session.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
    MIGRATION_ADVISORY_LOCK,
  ]);
  if (rows[0]?.taken === true) return;
  log.info("waiting for another run of migrations to end");
  await session.query("select pg_advisory_lock($1)", [MIGRATION_ADVISORY_LOCK]);
}
