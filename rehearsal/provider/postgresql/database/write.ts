import pg from "pg";
import { Fault } from "../../../fault.ts";
import { importCommand } from "../../table/import-command.ts";
import type { PostgresClient, PostgresSession } from "../client.ts";
import { withRoleOf } from "../membership.ts";
import { refusal } from "../refusal.ts";
import type { DatabaseInputs, DatabaseState } from "./properties.ts";
import { readDatabase } from "./read.ts";

/**
 * Makes a database.
 *
 * @param urn for the cure
 * @returns what it is
 * @throws Fault when it exists already, or may not be made
 */
export async function createDatabase(
  client: PostgresClient,
  signal: AbortSignal,
  inputs: DatabaseInputs,
  urn: string,
): Promise<DatabaseState> {
  const owner = inputs.owner || client.role;
  try {
    await client.session(signal, (session) =>
      withRoleOf(session, owner, async () => void (await session.query(createStatement(inputs, owner)))),
    );
  } catch (error) {
    throw refusal(error, `create the database "${inputs.name}"`, {
      "42P04": `import it with "${importCommand(urn, inputs.name)}", or drop it`,
    });
  }
  return stateOf(client, signal, inputs);
}

function createStatement(inputs: DatabaseInputs, owner: string): string {
  const literal = (text: string): string => (isDefault(text) ? "DEFAULT" : pg.escapeLiteral(text));
  const identifier = (text: string): string => (isDefault(text) ? "DEFAULT" : pg.escapeIdentifier(text));
  return [
    `create database ${pg.escapeIdentifier(inputs.name)}`,
    `owner ${pg.escapeIdentifier(owner)}`,
    `template ${identifier(inputs.template || "template0")}`,
    `encoding ${literal(inputs.encoding || "UTF8")}`,
    inputs.lcCollate ? `lc_collate ${literal(inputs.lcCollate)}` : "",
    inputs.lcCtype ? `lc_ctype ${literal(inputs.lcCtype)}` : "",
    inputs.tablespaceName ? `tablespace ${identifier(inputs.tablespaceName)}` : "",
    `allow_connections ${inputs.allowConnections}`,
    `connection limit ${inputs.connectionLimit}`,
    `is_template ${inputs.isTemplate ?? false}`,
  ].join(" ");
}

function isDefault(text: string): boolean {
  return text.toUpperCase() === "DEFAULT";
}

/** Changes a database in place; a new name renames it. @returns what it is afterwards */
export async function updateDatabase(
  client: PostgresClient,
  signal: AbortSignal,
  inputs: DatabaseInputs,
  state: Partial<DatabaseState>,
): Promise<DatabaseState> {
  const oldName = state.name ?? inputs.name;
  try {
    if (inputs.alterObjectOwnership && inputs.owner && state.owner && inputs.owner !== state.owner) {
      await handOver(client, signal, oldName, state.owner, inputs.owner);
    }
    await client.transaction(signal, async (session) => {
      if (inputs.owner && inputs.owner !== state.owner) {
        const { owner } = inputs;
        await withRoleOf(session, owner, () => alter(session, oldName, `owner to ${pg.escapeIdentifier(owner)}`));
      }
      if (oldName !== inputs.name) await alter(session, oldName, `rename to ${pg.escapeIdentifier(inputs.name)}`);
      if (inputs.connectionLimit !== state.connectionLimit) {
        await alter(session, inputs.name, `connection limit ${inputs.connectionLimit}`);
      }
      if (inputs.allowConnections !== state.allowConnections) {
        await alter(session, inputs.name, `allow_connections ${inputs.allowConnections}`);
      }
      if (inputs.isTemplate !== undefined && inputs.isTemplate !== state.isTemplate) {
        await alter(session, inputs.name, `is_template ${inputs.isTemplate}`);
      }
    });
    if (inputs.tablespaceName && inputs.tablespaceName !== state.tablespaceName) {
      // This one moves files and takes no transaction.
      const space = isDefault(inputs.tablespaceName) ? "pg_default" : inputs.tablespaceName;
      await client.session(signal, (session) =>
        alter(session, inputs.name, `set tablespace ${pg.escapeIdentifier(space)}`),
      );
    }
  } catch (error) {
    throw refusal(error, `change the database "${oldName}"`);
  }
  return stateOf(client, signal, { ...state, ...inputs });
}

async function alter(session: PostgresSession, name: string, action: string): Promise<void> {
  await session.query(`alter database ${pg.escapeIdentifier(name)} ${action}`);
}

/** Hands over what a role owns inside a database, and the database with it. */
async function handOver(
  client: PostgresClient,
  signal: AbortSignal,
  database: string,
  from: string,
  to: string,
): Promise<void> {
  await client.transaction(
    signal,
    (session) =>
      withRoleOf(session, from, () =>
        withRoleOf(session, to, async () => {
          await session.query(`reassign owned by ${pg.escapeIdentifier(from)} to ${pg.escapeIdentifier(to)}`);
        }),
      ),
    database,
  );
}

/** Drops a database and ends the sessions in it. Does nothing when there is no such database. */
export async function deleteDatabase(
  client: PostgresClient,
  signal: AbortSignal,
  name: string,
  state: Partial<DatabaseState>,
): Promise<void> {
  const found = await readDatabase(client, signal, name, state);
  if (!found) return;
  try {
    await client.session(signal, (session) =>
      withRoleOf(session, found.owner, async () => {
        if (found.isTemplate) await alter(session, name, "is_template false");
        await session.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      }),
    );
  } catch (error) {
    throw refusal(error, `drop the database "${name}"`);
  }
}

async function stateOf(client: PostgresClient, signal: AbortSignal, asked: DatabaseInputs): Promise<DatabaseState> {
  const found = await readDatabase(client, signal, asked.name, asked as Partial<DatabaseState>);
  if (found) return found;
  throw new Fault(`The database "${asked.name}" was dropped while it was being made: run "pulumi up" again.`);
}
