import pg from "pg";
import type { PostgresSession } from "./client.ts";

/**
 * Does something that needs the rights of a role, as a user who is no superuser but may grant that role: the user
 * becomes a member of it for as long as it takes. Superusers and members need nothing of the kind.
 *
 * @param role whose rights are needed; one that is absent or a superuser is left alone, and the server then says why
 *   the work can't be done
 */
export async function withRoleOf<Result>(
  session: PostgresSession,
  role: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const [needed] = await session.query<{ user: string }>(
    `select current_user as "user" from pg_catalog.pg_roles as r, pg_catalog.pg_roles as me
     where r.rolname = $1 and me.rolname = current_user and not r.rolsuper and not me.rolsuper
       and r.oid <> me.oid and not pg_catalog.pg_has_role(me.oid, r.oid, 'SET')`,
    [role],
  );
  if (!needed) return work();
  const [group, member] = [pg.escapeIdentifier(role), pg.escapeIdentifier(needed.user)];
  await session.query(`grant ${group} to ${member}`);
  const result = await work().catch(async (error: unknown) => {
    // In a failed transaction nothing can be said any more, and the grant goes with it.
    await session.query(`revoke ${group} from ${member}`).catch(() => {});
    throw error;
  });
  const [left] = await session.query("select from pg_catalog.pg_roles where rolname = $1", [role]);
  if (left) await session.query(`revoke ${group} from ${member}`);
  return result;
}
