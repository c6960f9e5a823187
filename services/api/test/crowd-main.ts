/**
 * Measures a room full of people, over two instances of the API that are processes of their own, on a real database that nobody else uses:
 * `node services/api/test/crowd-main.ts [--sockets 1000] [--messages 200] [--every-ms 50]`. Prints one line of JSON, see `CrowdFigures`.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";
import { createDatabase } from "../src/database/database.ts";
import { createPool } from "../src/database/pool.ts";
import { measureCrowd } from "./crowd.ts";
import { createMemoryLog } from "./memory-log.ts";
import { addPerson, addRoom } from "./rooms.ts";
import { API_URL, JWT_SECRET, WEB_URL } from "./server.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

const { values } = parseArgs({
  options: {
    sockets: { type: "string", default: "1000" },
    messages: { type: "string", default: "200" },
    "every-ms": { type: "string", default: "50" },
  },
});

const folder = await mkdtemp(join(tmpdir(), "live-listen-crowd-"));
await chmod(folder, 0o755);
const server = await startPostgresServer({
  dataDirectory: join(folder, "data"),
  binariesDirectory: join(tmpdir(), "live-listen-api-postgres"),
  superuser: { name: "admin", password: "admin-password" },
  port: 0,
});
const instances: ChildProcess[] = [];
try {
  const variables = await prepareDatabase();
  const socketUrls = await Promise.all([startInstance(variables), startInstance(variables)]);
  const pool = createPool({ url: variables.DATABASE_URL, applicationName: "crowd", log: createMemoryLog().log });
  const db = createDatabase(pool);
  const people = await Promise.all(
    Array.from({ length: Number(values.sockets) }, (_, index) => addPerson(db, `Guest ${index}`)),
  );
  const [host] = people;
  if (host === undefined) throw new Error("--sockets must be 1 at least");
  const { slug } = await addRoom(db, host);
  await pool.end();
  const figures = await measureCrowd({
    socketUrls,
    room: slug,
    tokens: people.map(({ token }) => token),
    messages: Number(values.messages),
    everyMilliseconds: Number(values["every-ms"]),
  });
  console.log(JSON.stringify({ instances: socketUrls.length, ...figures }));
} finally {
  for (const instance of instances) {
    instance.kill("SIGKILL");
    await once(instance, "close");
  }
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Makes a database with the schema of this build. @returns the variables of an instance. */
async function prepareDatabase() {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  await client.query("create role crowd login createrole createdb password 'crowd-password'");
  await client.query("create database crowd owner crowd");
  await client.end();
  const at = `127.0.0.1:${server.port}/crowd`;
  const variables = {
    APP_ENV: "local",
    PORT: "0",
    DATABASE_URL: `postgresql://crowd_app:crowd-app-password@${at}`,
    JWT_SECRET,
    WEB_URL,
    API_URL,
    WS_URL: API_URL.replace("http", "ws"),
    LOG_LEVEL: "info",
  };
  const migrated = spawnSync(process.execPath, ["src/migrate.ts", "up"], {
    cwd: PACKAGE,
    env: { ...variables, MIGRATION_DATABASE_URL: `postgresql://crowd:crowd-password@${at}` },
    encoding: "utf8",
  });
  if (migrated.status !== 0) throw new Error(`The database couldn't be migrated: ${migrated.stdout}${migrated.stderr}`);
  return variables;
}

/** Starts an instance and waits until it is in touch with the others. @returns the URL of its socket. */
async function startInstance(variables: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ["src/main.ts"], {
    cwd: PACKAGE,
    env: variables,
    stdio: ["ignore", "pipe", "inherit"],
  });
  instances.push(child);
  let port: unknown;
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, port: found } = JSON.parse(line);
    port ??= found;
    if (msg === "listening to the database") {
      child.stdout.resume();
      return `ws://127.0.0.1:${port}/socket`;
    }
  }
  throw new Error("An instance ended before it was ready.");
}
