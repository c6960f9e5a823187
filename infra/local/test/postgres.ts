import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";
import type { PostgresAccess } from "../postgres.ts";

/** Any free port, and a password to look for where no password may be. */
export const TEST_ACCESS: PostgresAccess = {
  host: "localhost",
  port: 0,
  superuser: { name: "postgres", password: "superuser-canary" },
};

/** A real Postgres server for a test. */
export interface TestPostgres {
  readonly access: PostgresAccess;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a Postgres server with its data in a folder. */
export async function startTestPostgres(folder: string): Promise<TestPostgres> {
  const server = await startPostgresServer({
    dataDirectory: join(folder, "postgres-of-the-test"),
    binariesDirectory: join(tmpdir(), "live-listen-postgres-binaries"),
    port: 0,
    superuser: TEST_ACCESS.superuser,
    settings: { fsync: "off" },
  });
  return { access: { ...TEST_ACCESS, port: server.port }, pid: server.pid, stop: () => server.stop() };
}

/** Runs one or more statements as the superuser. @returns the first column of each row of the last one */
export async function ask(access: PostgresAccess, sql: string, database = "postgres"): Promise<unknown[]> {
  const { host, port, superuser } = access;
  const client = new pg.Client({ host, port, user: superuser.name, password: superuser.password, database });
  await client.connect();
  try {
    const results = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    // node-postgres gives a list of results for several statements, whatever its types say.
    const { rows } = [results].flat().at(-1) ?? { rows: [] };
    return rows.map(([first]) => first);
  } finally {
    await client.end();
  }
}

/** Roles and databases of the local environment that a server holds, in order. */
export function madeOn(access: PostgresAccess): Promise<unknown[]> {
  return ask(
    access,
    `select name from (select rolname::text from pg_roles union all select datname::text from pg_database) as made (name)
      where name like 'live_listen%' order by name`,
  );
}
