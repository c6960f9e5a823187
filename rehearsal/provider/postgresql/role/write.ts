import pg from "pg";
import { importCommand } from "../../table/import-command.ts";
import type { PostgresClient, PostgresSession } from "../client.ts";
import { withRoleOf } from "../membership.ts";
import { refusal } from "../refusal.ts";
import { attributeClauses } from "./attributes.ts";
import type { RoleInputs, RoleState } from "./properties.ts";
import { settingStatements } from "./settings.ts";

/**
 * Makes a role, all of it or nothing.
 *
 * @param urn for the cure
 * @throws Fault when it exists already, or may not be made
 */
export async function createRole(
  client: PostgresClient,
  signal: AbortSignal,
  inputs: RoleInputs,
  urn: string,
): Promise<void> {
  const clauses = await attributeClauses(inputs);
  try {
    await client.transaction(signal, async (session) => {
      await session.query(`create role ${pg.escapeIdentifier(inputs.name)} with ${clauses.join(" ")}`);
      for (const role of inputs.roles ?? []) await grant(session, role, inputs.name);
      for (const statement of settingStatements(inputs, {})) await session.query(statement);
    });
  } catch (error) {
    throw refusal(error, `create the role "${inputs.name}"`, {
      "42710": `import it with "${importCommand(urn, inputs.name)}", or drop it`,
    });
  }
}

/** Changes a role in place, all of it or nothing; a new name renames it. */
export async function updateRole(
  client: PostgresClient,
  signal: AbortSignal,
  inputs: RoleInputs,
  state: Partial<RoleState>,
): Promise<void> {
  const oldName = state.name ?? inputs.name;
  // An MD5 hash is salted with the name: it has to be made anew.
  const known = oldName === inputs.name ? state : { ...state, password: undefined };
  const clauses = await attributeClauses(inputs, known);
  const role = pg.escapeIdentifier(inputs.name);
  try {
    await client.transaction(signal, async (session) => {
      await lockRole(session, oldName);
      if (oldName !== inputs.name) {
        await session.query(`alter role ${pg.escapeIdentifier(oldName)} rename to ${role}`);
      }
      if (clauses.length > 0) await session.query(`alter role ${role} with ${clauses.join(" ")}`);
      const [wanted, found] = [new Set(inputs.roles), new Set(state.roles)];
      for (const group of found.difference(wanted)) await revoke(session, group, inputs.name);
      for (const group of wanted.difference(found)) await grant(session, group, inputs.name);
      for (const statement of settingStatements(inputs, state)) await session.query(statement);
    });
  } catch (error) {
    throw refusal(error, `change the role "${oldName}"`);
  }
}

/**
 * Drops a role. What it owns in the configured database goes to the user first, and its rights there are taken away,
 * unless that is to be skipped. Does nothing when there is no such role.
 */
export async function deleteRole(
  client: PostgresClient,
  signal: AbortSignal,
  name: string,
  { skipReassignOwned, skipDropRole }: Partial<RoleState>,
): Promise<void> {
  const role = pg.escapeIdentifier(name);
  try {
    await client.transaction(signal, async (session) => {
      if (!(await lockRole(session, name))) return;
      if (!skipReassignOwned) {
        await withRoleOf(session, name, async () => {
          await session.query(`reassign owned by ${role} to ${pg.escapeIdentifier(client.role)}`);
          await session.query(`drop owned by ${role}`);
        });
      }
      if (!skipDropRole) await session.query(`drop role ${role}`);
    });
  } catch (error) {
    throw refusal(error, `drop the role "${name}"`);
  }
}

/** Keeps others from changing the same role until the transaction ends. @returns whether there is such a role */
async function lockRole(session: PostgresSession, name: string): Promise<boolean> {
  const rows = await session.query(
    "select pg_catalog.pg_advisory_xact_lock(oid::bigint) from pg_catalog.pg_roles where rolname = $1",
    [name],
  );
  return rows.length > 0;
}

async function grant(session: PostgresSession, group: string, member: string): Promise<void> {
  await session.query(`grant ${pg.escapeIdentifier(group)} to ${pg.escapeIdentifier(member)}`);
}

async function revoke(session: PostgresSession, group: string, member: string): Promise<void> {
  await session.query(`revoke ${pg.escapeIdentifier(group)} from ${pg.escapeIdentifier(member)}`);
}
