import type { EnvironmentName } from "@live-listen/protocol";
import { type AppRole, closePublicSchema, ensureAppRole, grantRowsOnly } from "./app-role.ts";
import { createBookkeeping } from "./bookkeeping.ts";
import type { Queryable } from "./connection.ts";
import { ForeignDatabase, readMark, requireMark, writeMark } from "./mark.ts";
import { MIGRATION_ADVISORY_LOCK, SCHEMA } from "./names.ts";
import { requireOwner } from "./owner.ts";

/**
 * Makes what has to be inside a database before migrations: the schema, the app's role with its rights, the bookkeeping tables, and the mark of
 * the environment. Does it in one transaction, under an advisory lock; doing it again changes nothing but the role's salt.
 *
 * @param owner one connection (not a pool) of the database's owner, outside a transaction.
 * @throws {ForeignDatabase} before anything is touched, when the database belongs to another environment, or holds tables but no mark.
 * @throws a sentence with the cure when the owner or the app's role isn't as it should be; then nothing was changed.
 */
export async function prepareDatabase(owner: Queryable, environment: EnvironmentName, appRole: AppRole): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query("select pg_advisory_xact_lock($1)", [MIGRATION_ADVISORY_LOCK]);
    await requireOwner(owner);
    const isMarked = await requireOwnOrEmpty(owner, environment);
    await owner.query(`create schema if not exists ${SCHEMA}`);
    if (!isMarked) await writeMark(owner, environment);
    await createBookkeeping(owner);
    await ensureAppRole(owner, appRole);
    await grantRowsOnly(owner, appRole.name);
    await closePublicSchema(owner);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback").catch(() => {});
    throw error;
  }
}

/** Says whether the database is marked as this environment's. @throws {ForeignDatabase} when it isn't ours to prepare. */
async function requireOwnOrEmpty(owner: Queryable, environment: EnvironmentName): Promise<boolean> {
  const { rows } = await owner.query<{ mine: boolean }>(
    `select pg_has_role(current_user, proowner, 'usage') as mine from pg_proc
      where proname = 'app_env' and pronargs = 0 and pronamespace = to_regnamespace('${SCHEMA}')`,
  );
  const [found] = rows;
  if (found !== undefined) {
    if (!found.mine) {
      throw new ForeignDatabase(
        "The mark of this database belongs to another role than its owner: restore the database as its owner.",
      );
    }
    requireMark(await readMark(owner), environment);
    return true;
  }
  const { rowCount } = await owner.query(
    `select from pg_class where relnamespace = to_regnamespace('${SCHEMA}') and relkind in ('r', 'p', 'v', 'm', 'f') limit 1`,
  );
  if (rowCount === 0) return false;
  throw new ForeignDatabase(
    `This database holds tables in the schema ${SCHEMA} but no mark of an environment, so they may be another's: use an empty database, or restore this one whole.`,
  );
}
