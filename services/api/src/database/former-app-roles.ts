import { escapeIdentifier } from "pg";
import type { Queryable } from "./connection.ts";

/** PostgreSQL's code for a role that something elsewhere still depends on (`dependent_objects_still_exist`). */
const STILL_NEEDED = "2BP01";

/** A role whose name ends with the number of its generation, as hosted environments have them: `live_listen_staging_app_2`. */
interface NumberedRole {
  /** Up to the number. */
  readonly base: string;
  readonly generation: number;
}

/**
 * Retires the app roles of earlier generations: nobody can log in as one any more, its sessions end, its rights go, and so does the role itself
 * unless another database still depends on it. Does nothing for a role whose name has no number, and never touches a later generation: a build
 * that was rolled back must not lock out the one that it was rolled back from.
 *
 * @param owner one connection of the database's owner, outside a transaction.
 * @param current name of the role that the app runs as.
 * @param keepsPrevious whether the generation before stays, as long as instances may still run as it.
 * @returns the names of the roles that were retired, oldest first.
 */
export async function retireFormerAppRoles(
  owner: Queryable,
  current: string,
  keepsPrevious: boolean,
): Promise<readonly string[]> {
  const numbered = parseRole(current);
  if (!numbered) return [];
  const { rows } = await owner.query<{ name: string }>(
    `select rolname as name from pg_roles
      where starts_with(rolname, $1) and pg_has_role(current_user, oid, 'member with admin option')`,
    [numbered.base],
  );
  const former = rows
    .map(({ name }) => ({ name, role: parseRole(name) }))
    .filter(({ role }) => role?.base === numbered.base)
    .map(({ name, role }) => ({ name, age: numbered.generation - (role?.generation ?? 0) }))
    .filter(({ age }) => age > (keepsPrevious ? 1 : 0))
    .sort((one, other) => other.age - one.age);
  for (const { name } of former) await retire(owner, name);
  return former.map(({ name }) => name);
}

/** The parts of a role's name; undefined for one without a number. */
function parseRole(name: string): NumberedRole | undefined {
  const [, base, generation] = /^(.*_app_)([1-9]\d{0,8})$/.exec(name) ?? [];
  return base === undefined ? undefined : { base, generation: Number(generation) };
}

/** Each step leaves the role with less than before, so that one which is cut off is finished by the next run. */
async function retire(owner: Queryable, name: string): Promise<void> {
  const role = escapeIdentifier(name);
  await owner.query(`alter role ${role} nologin`);
  // Whoever made a role may grant itself its rights, which ending its sessions and dropping what it was granted ask for.
  await owner.query(`grant ${role} to current_user`);
  await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [name]);
  await owner.query(`drop owned by ${role}`);
  try {
    await owner.query(`drop role ${role}`);
  } catch (error) {
    if ((error as { code?: string }).code !== STILL_NEEDED) throw error;
  }
}
