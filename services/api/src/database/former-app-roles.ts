import { escapeIdentifier } from "pg";
import { messageOf } from "../log/error-message.ts";
import { OperatorFault } from "../operator-fault.ts";
import type { Queryable } from "./connection.ts";

/** PostgreSQL's code for a role that something elsewhere still depends on (`dependent_objects_still_exist`). */
const STILL_NEEDED = "2BP01";

/** A role whose name ends with the number of its generation, as hosted environments have them: `live_listen_staging_app_2`. */
interface NumberedRole {
  /** Up to the number. */
  readonly base: string;
  readonly generation: number;
}

/** An app role that was retired. */
export interface RetiredRole {
  readonly name: string;
  /** Why it is still there, though nobody can log in as it any more; undefined when it is gone. */
  readonly stays?: string;
}

/**
 * Retires the app roles of earlier generations: nobody can log in as one any more, its sessions end, its rights go, and so does the role itself. One
 * that owns something, or that another database depends on, stays without a login: nothing that is anybody's is ever dropped with a role. Does nothing
 * for a role whose name has no number, and never touches a later generation: a build that was rolled back must not lock out the one that it was
 * rolled back from.
 *
 * @param owner one connection of the database's owner, outside a transaction.
 * @param current name of the role that the app runs as.
 * @param keepsPrevious whether the generation before stays, as long as instances may still run as it.
 * @returns the roles that were retired, oldest first.
 * @throws a sentence with the role's name when it can't be retired; those before it are.
 */
export async function retireFormerAppRoles(
  owner: Queryable,
  current: string,
  keepsPrevious: boolean,
): Promise<readonly RetiredRole[]> {
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
  const retired: RetiredRole[] = [];
  for (const { name } of former) {
    const stays = await retire(owner, name).catch((error: unknown) => {
      throw new OperatorFault(
        `The app's former role ${escapeIdentifier(name)} could not be retired (${messageOf(error)}): drop it as a role that may, or run this again.`,
      );
    });
    retired.push(stays === undefined ? { name } : { name, stays });
  }
  return retired;
}

/** The parts of a role's name; undefined for one without a number. */
function parseRole(name: string): NumberedRole | undefined {
  const [, base, generation] = /^(.*_app_)([1-9]\d{0,8})$/.exec(name) ?? [];
  return base === undefined ? undefined : { base, generation: Number(generation) };
}

/**
 * Retires one role. Each step leaves it with less than before, so that a retirement which is cut off is finished by the next run.
 *
 * @returns why the role is still there, if it is
 */
async function retire(owner: Queryable, name: string): Promise<string | undefined> {
  const role = escapeIdentifier(name);
  await owner.query(`alter role ${role} nologin`);
  // Whoever made a role may grant itself its rights, which ending its sessions and dropping what it was granted ask for.
  await owner.query(`grant ${role} to current_user`);
  await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [name]);
  // `drop owned` takes rights away, but drops what a role owns as well. An app role owns nothing, unless somebody gave it something.
  if (await ownsAnything(owner, name)) {
    return `it owns something: run \`reassign owned by ${role} to current_user\` in each database as the owner`;
  }
  await owner.query(`drop owned by ${role}`);
  try {
    await owner.query(`drop role ${role}`);
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code !== STILL_NEEDED) throw error;
    return `something depends on it: ${(detail ?? "").replaceAll("\n", ", ")}`;
  }
}

async function ownsAnything(owner: Queryable, name: string): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from pg_shdepend join pg_roles on oid = refobjid
      where refclassid = 'pg_authid'::regclass and rolname = $1 and deptype = 'o' limit 1`,
    [name],
  );
  return rowCount === 1;
}
