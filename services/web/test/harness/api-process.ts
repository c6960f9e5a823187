import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { TestDatabase } from "./database.ts";

const API = join(import.meta.dirname, "../../../api");

/** Addresses that the API and the page are reached at. */
export interface Addresses {
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly wsUrl: string;
}

/** An instance of the API, running as a process. */
export interface ApiProcess extends AsyncDisposable {
  readonly port: number;
  /** Asks it to stop, as a deploy does, and waits until it has. */
  stop(): Promise<void>;
}

function variablesOf({ appUrl }: TestDatabase, { webUrl, apiUrl, wsUrl }: Addresses): Record<string, string> {
  return {
    APP_ENV: "local",
    PORT: "0",
    DATABASE_URL: appUrl,
    JWT_SECRET: "a-secret-of-the-browser-tests-and-of-nothing-else",
    WEB_URL: webUrl,
    API_URL: apiUrl,
    WS_URL: wsUrl,
  };
}

/** Prepares and migrates a database. @throws with what the migration wrote when it failed. */
export async function migrate(database: TestDatabase, addresses: Addresses): Promise<void> {
  const child = start("src/migrate.ts", ["up"], {
    ...variablesOf(database, addresses),
    MIGRATION_DATABASE_URL: database.ownerUrl,
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The migration ended with ${code}: ${child.output()}`);
}

/** Starts an instance of the API on a free port. Resolves when it is ready. @throws with what it wrote when it ended before. */
export async function startApi(database: TestDatabase, addresses: Addresses): Promise<ApiProcess> {
  const child = start("src/main.ts", [], variablesOf(database, addresses));
  const ended = once(child, "close");
  const failed = ended.then(([code]) => {
    throw new Error(`The API ended with ${code}: ${child.output()}`);
  });
  failed.catch(() => {});
  const port = await Promise.race([portOf(child), failed]);
  await Promise.race([ready(port), failed]);
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function start(program: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [program, ...args], { cwd: API, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return Object.assign(child, { output: () => output });
}

/** Reads the port from the log. */
async function portOf(child: ReturnType<typeof start>): Promise<number> {
  for (;;) {
    const found = /"port":(\d+)[^\n]*"listening"|"listening"[^\n]*"port":(\d+)/.exec(child.output());
    if (found) return Number(found[1] ?? found[2]);
    await once(child.stdout, "data");
  }
}

const POLL_MS = 25;

async function ready(port: number): Promise<void> {
  while (!(await fetch(`http://127.0.0.1:${port}/readyz`)).ok)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
