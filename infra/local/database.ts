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
  if (!isHere(access, migrationDatabaseUrl) || (await knowsOwner(migrationDatabaseUrl))) return;
  const { role: owner, password, database } = partsOf(migrationDatabaseUrl);
  progress(`making the database ${database}`);
  await asSuperuser(access, "postgres", async (client) => {
    if (!(await hasRole(client, owner))) {
      await logNoStatements(client);
      await client.query(
        `create role ${pg.escapeIdentifier(owner)} login createrole createdb nosuperuser password ${pg.escapeLiteral(password)}`,
      );
    }
    if (!(await hasDatabase(client, database))) {
      await client.query(`create database ${pg.escapeIdentifier(database)} owner ${pg.escapeIdentifier(owner)}`);
    }
  });
}

/**
 * Drops the role that the API serves with and all its rights; does nothing where there is none. The role was made by the API's `prepare`, so no
 * stack would delete it, and the next owner of its name could not manage it.
 *
 * @param databaseUrl the API's connection string; one that leads to another server is left alone.
 */
export async function dropAppRole(access: PostgresAccess, databaseUrl: string): Promise<void> {
  if (!isHere(access, databaseUrl)) return;
  const { role, database } = partsOf(databaseUrl);
  await asSuperuser(access, "postgres", async (server) => {
    if (!(await hasRole(server, role))) return;
    // Rights belong to the database that they are in, and are taken away there.
    if (await hasDatabase(server, database)) {
      await asSuperuser(access, database, (client) => client.query(`drop owned by ${pg.escapeIdentifier(role)}`));
    }
    await server.query(`drop role ${pg.escapeIdentifier(role)}`);
  });
}

/**
 * Drops the other databases of an owner: the data sets beside the stack's own database, which nobody could use without its roles.
 *
 * @param ownerUrl the owner's connection string to the stack's database, which stays; one that leads to another server is left alone.
 */
export async function dropDataSets(access: PostgresAccess, ownerUrl: string): Promise<void> {
  if (!isHere(access, ownerUrl)) return;
  const { role, database } = partsOf(ownerUrl);
  await asSuperuser(access, "postgres", async (server) => {
    const { rows } = await server.query<{ name: string }>(
      "select datname as name from pg_database where pg_get_userbyid(datdba) = $1 and datname <> $2",
      [role, database],
    );
    for (const { name } of rows) await server.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
  });
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

/**
 * Sets aside a database and its roles that no stack knows any more, as after `git clean`, or with a Docker volume that outlived its clone: the
 * stack could neither make its own beside them nor take them over, since their passwords are gone.
 *
 * @param name of the database, with which the names of its roles begin.
 * @param mark that is put behind each name.
 * @returns a sentence that says so; undefined when there is nothing of these names.
 */
export async function setAside(access: PostgresAccess, name: string, mark: string): Promise<string | undefined> {
  return asSuperuser(access, "postgres", async (client) => {
    const rename = async (kind: "role" | "database", from: string) => {
      const [old, aside] = [from, `${from}_${mark}`].map((text) => pg.escapeIdentifier(text));
      await client.query(`alter ${kind} ${old} rename to ${aside}`);
    };
    const roles: string[] = [];
    for (const role of [`${name}_owner`, `${name}_app`]) if (await hasRole(client, role)) roles.push(role);
    const database = await hasDatabase(client, name);
    if (roles.length === 0 && !database) return undefined;
    for (const role of roles) await rename("role", role);
    if (!database)
      return `The roles ${roles.join(", ")} of an earlier stack were set aside, with _${mark} behind their names.`;
    // A database with sessions in it can't be renamed; nobody can begin one any more, now that the roles are others.
    await client.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1", [name]);
    await rename("database", name);
    return `The database ${name} of an earlier stack was set aside as ${name}_${mark}; drop it when nobody needs it.`;
  });
}

/** Names the database of a connection string and its server, without role and password. */
export function databaseInWords(databaseUrl: string): string {
  const { host } = new URL(databaseUrl);
  return `${partsOf(databaseUrl).database} on ${host}`;
}

/** Keeps the statements of a session, which may hold a password, out of the server's log, also when they fail. */
async function logNoStatements(client: pg.Client): Promise<void> {
  await client.query(
    "set log_statement = 'none'; set log_min_error_statement = 'panic'; set log_min_duration_statement = -1",
  );
}

function isHere(access: PostgresAccess, databaseUrl: string): boolean {
  // What is wrong with it is for the API to say, which names the variable.
  if (!URL.canParse(databaseUrl)) return false;
  const { hostname, port } = new URL(databaseUrl);
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname) && Number(port || 5432) === access.port;
}

function partsOf(databaseUrl: string) {
  const { username, password, pathname } = new URL(databaseUrl);
  return {
    role: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

async function asSuperuser<Result>(
  { host, port, superuser }: PostgresAccess,
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ host, port, user: superuser.name, password: superuser.password, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function hasRole(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query("select from pg_roles where rolname = $1", [name])).rowCount === 1;
}

async function hasDatabase(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query("select from pg_database where datname = $1", [name])).rowCount === 1;
}
