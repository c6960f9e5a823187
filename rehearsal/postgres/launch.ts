import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type FileHandle, mkdir, open, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, Fault } from "../fault.ts";
import { removeAbandonedLock } from "./abandoned-lock.ts";
import type { Account } from "./account.ts";
import { explainBoot } from "./boot-fault.ts";
import { portTaken } from "./ports.ts";
import { stopPostmaster } from "./postmaster.ts";
import { isAlive } from "./process.ts";
import { waitUntilReady } from "./readiness.ts";
import { settingsMark, superuserAddress } from "./server.ts";
import { serverEnvironment } from "./server-environment.ts";

/** A log that has grown past this is begun anew. */
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** What a server is launched with. */
export interface LaunchOptions {
  /** Folder that holds `bin/postgres`. */
  readonly binaries: string;
  readonly account: Account | undefined;
  /** Absolute, without symbolic links. */
  readonly dataDirectory: string;
  readonly port: number;
  readonly superuser: { readonly name: string; readonly password: string };
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts a server on its data directory and waits until it answers a query.
 *
 * @returns its process id; undefined when another process has started one, or is ending one, in the same directory:
 *   look again
 * @throws Fault when it does not start, in one sentence read from its log
 */
export async function launchServer(options: LaunchOptions): Promise<number | undefined> {
  const { account, dataDirectory, logFile, port } = options;
  await removeAbandonedLock(dataDirectory);

  const log = await openLog(logFile);
  try {
    const { size: logStart } = await log.stat();
    const server = spawn(join(options.binaries, "bin", "postgres"), serverArguments(options), {
      cwd: "/",
      env: serverEnvironment(),
      stdio: ["ignore", log.fd, log.fd],
      // A session of its own: Ctrl-C at the terminal reaches whoever started it, who then stops it in good order.
      detached: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    const pid = await started(server);
    server.unref();

    const runs = async (): Promise<boolean> =>
      server.exitCode === null && server.signalCode === null && (await isAlive(pid));
    let ready = false;
    try {
      const address = superuserAddress(options, port);
      const identity = await waitUntilReady({ pid, dataDirectory, address }, runs);
      // A packet filter can forward a port that this server has bound to another one.
      if (identity !== undefined && identity.dataDirectory !== dataDirectory) throw portTaken(port);
      ready = identity !== undefined && (await runs());
    } finally {
      if (!ready) await stopPostmaster(pid);
    }
    if (ready) return pid;
    const failure = explainBoot(await readFrom(log, logStart), { port, dataDirectory, logFile });
    if (failure.retry) return undefined;
    throw failure.fault;
  } finally {
    await log.close();
  }
}

function serverArguments(options: LaunchOptions): string[] {
  const settings = {
    ...options.settings,
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    // No socket file: it would have to live where other users could put one first.
    unix_socket_directories: "",
    logging_collector: "off",
    log_destination: "stderr",
    lc_messages: "C",
    "rehearsal.settings": settingsMark(options.settings),
  };
  return [
    "-D",
    options.dataDirectory,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

async function openLog(logFile: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(logFile), { recursive: true });
    const { size } = await stat(logFile).catch(() => ({ size: 0 }));
    if (size > LOG_LIMIT_BYTES) await rm(logFile);
    return await open(logFile, "a+", 0o600);
  } catch (cause) {
    throw new Fault(`PostgreSQL's log ${logFile} can't be written (${codeOf(cause)}): choose another place for it.`, {
      cause,
    });
  }
}

async function readFrom(log: FileHandle, start: number): Promise<string> {
  const { size } = await log.stat();
  const { buffer } = await log.read({ buffer: Buffer.alloc(Math.max(0, size - start)), position: start });
  return buffer.toString("utf8");
}

async function started(server: ChildProcess): Promise<number> {
  try {
    await once(server, "spawn");
  } catch (cause) {
    throw new Fault(
      `PostgreSQL's program ${server.spawnfile} does not run here (${codeOf(cause)}): run "npm ci" again.`,
      {
        cause,
      },
    );
  }
  if (server.pid === undefined) throw new Fault(`PostgreSQL's program ${server.spawnfile} did not start: try again.`);
  return server.pid;
}
