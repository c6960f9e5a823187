import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";

/** A database as an environment gets it: empty, owned by a role that may create roles and is no superuser. */
export interface EmptyDatabase {
  readonly name: string;
  readonly ownerName: string;
  /** URLs of the owner and of the app's role, which doesn't exist yet. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
}

/** The server of one test file. */
export interface TestServer {
  readonly port: number;
  readonly pid: number;
  createDatabase(): Promise<EmptyDatabase>;
  /** Everything that the server has logged so far. */
  readLog(): Promise<string>;
  /** Starts the server again, with the same data on the same port, after it was stopped or killed. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL server for the tests of a file. It may lose its data, and logs every statement so that tests can look for secrets. */
export function useTestServer(): () => TestServer {
  let server: TestServer | undefined;
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "live-listen-api-"));
    await chmod(folder, 0o755);
    server = await startTestServer(folder);
  });
  afterAll(async () => {
    await server?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (server === undefined) throw new Error("the server isn't up yet");
    return server;
  };
}

async function startTestServer(folder: string): Promise<TestServer> {
  const options = {
    dataDirectory: join(folder, "data"),
    binariesDirectory: join(tmpdir(), "live-listen-api-postgres"),
    logFile: join(folder, "data", "server.log"),
    superuser: { name: "admin", password: "admin-password" },
    settings: { fsync: "off", log_statement: "all" },
  };
  let running = await startPostgresServer({ ...options, port: 0 });
  const { port } = running;
  return {
    port,
    get pid() {
      return running.pid;
    },
    createDatabase: () => createDatabase(running.url(), port),
    readLog: () => readFile(options.logFile, "utf8"),
    startAgain: async () => {
      running = await startPostgresServer({ ...options, port });
    },
    stop: () => running.stop(),
  };
}

async function createDatabase(superuserUrl: string, port: number): Promise<EmptyDatabase> {
  const name = `test_${randomUUID().slice(0, 8)}`;
  const ownerName = `${name}_owner`;
  await query(superuserUrl, `create role ${ownerName} login createrole createdb password 'owner-canary-${name}'`);
  await query(superuserUrl, `create database ${name} owner ${ownerName}`);
  const at = `127.0.0.1:${port}/${name}`;
  return {
    name,
    ownerName,
    ownerUrl: `postgresql://${ownerName}:owner-canary-${name}@${at}`,
    appUrl: `postgresql://${name}_app:app-canary-${name}@${at}`,
    superuserUrl: Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).href,
  };
}

/** Runs one statement on a connection of its own and gives its rows. */
export async function query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
