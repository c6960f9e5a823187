import pg from "pg";
import type { Progress } from "../progress.ts";
import { migrateUp } from "./migrations.ts";
import type { PostgresAccess } from "./postgres.ts";

/** The server doesn't know the role or its password (28P01, 28000), or the database (3D000). */
const UNKNOWN_TO_THE_SERVER = new Set(["28P01", "28000", "3D000"]);

/** Whether the database answers its owner; false when the server doesn't know the role, its password or the database. */
export async function knowsOwner(migrationDatabaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: migrationDatabaseUrl });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (UNKNOWN_TO_THE_SERVER.has((error as { code?: string }).code ?? "")) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Makes the owner role and the database of a connection string on the local server when they are missing, with the rights that the stack's own
 * have. It is what stands in for the stack when an `.env` file was copied from its example.
 *
 * @param migrationDatabaseUrl the owner's connection string; one that leads to another server is left alone.
 */
export async function ensureOwnerAndDatabase(
  access: PostgresAccess,
  migrationDatabaseUrl: string,
  progress: Progress,
): Promise<void> {
  const url = new URL(migrationDatabaseUrl);
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname) && Number(url.port || 5432) === access.port;
  if (!here || (await knowsOwner(migrationDatabaseUrl))) return;
  const [owner, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent) as [
    string,
    string,
    string,
  ];
  progress(`making the database ${database}`);
  const client = new pg.Client({
    host: access.host,
    port: access.port,
    user: access.superuser.name,
    password: access.superuser.password,
    database: "postgres",
  });
  await client.connect();
  try {
    const roles = await client.query("select from pg_roles where rolname = $1", [owner]);
    if (roles.rowCount === 0) {
      await client.query(
        `create role ${client.escapeIdentifier(owner)} login createrole createdb nosuperuser password ${client.escapeLiteral(password)}`,
      );
    }
    const databases = await client.query("select from pg_database where datname = $1", [database]);
    if (databases.rowCount === 0) {
      await client.query(
        `create database ${client.escapeIdentifier(database)} owner ${client.escapeIdentifier(owner)}`,
      );
    }
  } finally {
    await client.end();
  }
}

/**
 * Brings the database that the API's variables name to the newest schema; makes it first when it was never made.
 *
 * @returns what was done, in words.
 * @throws Fault in one sentence when the migrations fail.
 */
export async function migrateDatabase(
  access: PostgresAccess,
  variables: Readonly<Record<string, string>>,
  progress: Progress,
): Promise<string> {
  if (variables.MIGRATION_DATABASE_URL)
    await ensureOwnerAndDatabase(access, variables.MIGRATION_DATABASE_URL, progress);
  return migrateUp(variables);
}
