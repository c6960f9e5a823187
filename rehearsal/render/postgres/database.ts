import pg from "pg";
import { inSession } from "./session.ts";

/** What an instance's server is to hold. */
export interface OwnedDatabase {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The superuser of the servers, which nobody is told of. */
export const SUPERUSER = "render_internal";

/**
 * Makes sure that a server has a database, and a role that owns it as Render's do: it may log in, make roles and make
 * databases, and is no superuser. Does nothing that is done already.
 *
 * @param url of the server's database `postgres`, as its superuser
 */
export async function ensureDatabase(url: string, { user, password, database }: OwnedDatabase): Promise<void> {
  await inSession(url, async (client) => {
    const role = pg.escapeIdentifier(user);
    const roles = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [user]);
    const options = `LOGIN CREATEROLE CREATEDB PASSWORD ${pg.escapeLiteral(password)}`;
    if (roles.rowCount === 0) await client.query(`CREATE ROLE ${role} ${options}`);
    const databases = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${role}`);
  });
}

/** Gives the owner of a database another password. */
export async function setPassword(url: string, { user, password }: OwnedDatabase): Promise<void> {
  await inSession(url, (client) =>
    client.query(`ALTER ROLE ${pg.escapeIdentifier(user)} PASSWORD ${pg.escapeLiteral(password)}`),
  );
}
