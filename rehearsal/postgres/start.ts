import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "../fault.ts";
import { chooseAccount } from "./account.ts";
import { adoptRunningServer } from "./adopt.ts";
import { reachableBinaries } from "./binaries.ts";
import { findBundledBinaries } from "./bundled-binaries.ts";
import { ensureDataDirectory } from "./data-directory.ts";
import { launchServer } from "./launch.ts";
import { findFreePort, isListening, portTaken } from "./ports.ts";
import { findPostmaster, stopPostmaster } from "./postmaster.ts";
import { type Postmaster, postmasterPidPath } from "./postmaster-pid.ts";
import { connectionUrl, type PostgresServer, type PostgresServerOptions, superuserAddress } from "./server.ts";

const ATTEMPTS = 20;
const PAUSE_MILLISECONDS = 250;

/**
 * Starts a real PostgreSQL server from the programs that npm brings, or takes over the one that already runs in the
 * same data directory. It listens on 127.0.0.1 alone, and is ready when this returns.
 *
 * The server outlives the process that started it unless `stop` is called; the next start then takes it over.
 *
 * @throws Fault in one sentence with its cure: port taken, data of another major version or damaged, no right to write,
 *   no programs for this platform, another password
 *
 * @example
 * const server = await startPostgresServer({
 *   dataDirectory: "/var/tmp/example/data", binariesDirectory: "/var/tmp/example/postgres", port: 0,
 *   superuser: { name: "postgres", password: "…" },
 * });
 * await server.stop();
 */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const wanted = { ...options, dataDirectory: resolve(options.dataDirectory) };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const adopted = await adoptRunningServer(wanted);
    if (adopted) return handle(wanted, adopted, true);
    const launched = await launch(wanted);
    if (launched) return handle(wanted, launched, false);
    await delay(PAUSE_MILLISECONDS);
  }
  throw new Fault(
    `Another PostgreSQL server keeps ${wanted.dataDirectory} to itself, or left its lock there in a crash: run "ps -ef | grep postgres" to find and stop it, or "rm ${postmasterPidPath(wanted.dataDirectory)}" if there is none, and start again.`,
  );
}

async function launch(options: PostgresServerOptions): Promise<Postmaster | undefined> {
  const progress = options.onProgress ?? (() => {});
  if (options.port !== 0 && (await isListening(options.port))) {
    // Another process may have started this very server since it was looked for: look again.
    if (await findServer(options)) return undefined;
    throw portTaken(options.port);
  }
  const account = await chooseAccount(options.dataDirectory);
  const binaries = await reachableBinaries(
    findBundledBinaries(),
    account,
    resolve(options.binariesDirectory),
    progress,
  );
  const dataDirectory = await ensureDataDirectory({
    path: options.dataDirectory,
    binaries,
    account,
    superuser: options.superuser,
    walSegmentMegabytes: options.walSegmentMegabytes,
    sync: options.settings?.fsync !== "off",
    onProgress: progress,
  });
  const port = options.port === 0 ? await findFreePort() : options.port;
  progress("starting PostgreSQL");
  const pid = await launchServer({
    binaries,
    account,
    dataDirectory,
    port,
    superuser: options.superuser,
    logFile: logFileOf(options),
    settings: options.settings ?? {},
  });
  return pid === undefined ? undefined : { pid, port };
}

function handle(options: PostgresServerOptions, { pid, port }: Postmaster, adopted: boolean): PostgresServer {
  let stopped: Promise<void> | undefined;
  return {
    host: "127.0.0.1",
    port,
    pid,
    adopted,
    logFile: logFileOf(options),
    url: (database = "postgres") => connectionUrl({ ...superuserAddress(options, port), database }),
    stop: () => {
      stopped ??= stopServer(options, pid);
      return stopped;
    },
  };
}

/** Asks first whether the process is still this server: pids are used again. */
async function stopServer(options: PostgresServerOptions, pid: number): Promise<void> {
  if ((await findServer(options))?.pid === pid) await stopPostmaster(pid);
}

async function findServer({ dataDirectory }: PostgresServerOptions): Promise<Postmaster | undefined> {
  return findPostmaster(await realpath(dataDirectory).catch(() => dataDirectory));
}

function logFileOf(options: PostgresServerOptions): string {
  return resolve(options.logFile ?? join(options.dataDirectory, "server.log"));
}
