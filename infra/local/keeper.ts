import { spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isAlive } from "../alive.ts";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";
import { findHost } from "./host.ts";
import type { LocalPaths } from "./paths.ts";
import { takeProcessLock } from "./process-lock.ts";
import { startLockHolder } from "./start-lock.ts";

/** The process that keeps backing services open for a shell. */
const KEEPER = fileURLToPath(new URL("./keeper-main.ts", import.meta.url));

const START_MILLISECONDS = 120_000;
/** Longer than a host waits for those that use its services. */
const STOP_MILLISECONDS = 90_000;

/**
 * Makes sure that a process hosts the backing services and goes on doing so after this one has ended.
 *
 * @returns its id: that of a keeper, or of an `npm start` that is there already.
 * @throws Fault with the keeper's own sentence when it can't.
 */
export async function ensureKeeper(paths: LocalPaths, progress: Progress): Promise<number> {
  const deadline = Date.now() + START_MILLISECONDS;
  for (;;) {
    const present = await findHost(paths);
    if (present?.term === "lasting") return present.pid;
    // One at a time: a second keeper would outlive the first, and host the services when nobody wants them any more.
    const lock = await takeProcessLock(join(paths.directory, "keeper.lock"));
    if ("release" in lock) return await startKeeper(paths, progress, deadline).finally(() => lock.release());
    if (Date.now() > deadline) throw lateFault(join(paths.logs, "keeper.log"));
    await delay(50);
  }
}

async function startKeeper(paths: LocalPaths, progress: Progress, deadline: number): Promise<number> {
  progress("starting Postgres and the providers");
  await mkdir(paths.logs, { recursive: true });
  const logFile = join(paths.logs, "keeper.log");
  const log = await open(logFile, "w", 0o600);
  const keeper = spawn(process.execPath, [KEEPER, paths.root], { detached: true, stdio: ["ignore", log.fd, log.fd] });
  await log.close();
  keeper.unref();
  while (Date.now() < deadline) {
    const ended = keeper.exitCode !== null || keeper.signalCode !== null;
    const host = await findHost(paths);
    if (host?.term === "lasting") return host.pid;
    if (ended) throw new Fault(await lastLineOf(logFile));
    await delay(50);
  }
  keeper.kill();
  throw lateFault(logFile);
}

function lateFault(logFile: string): Fault {
  return new Fault(
    `Postgres and the providers did not start within ${START_MILLISECONDS / 1000} s: ${logFile} tells why.`,
  );
}

/**
 * Stops the keeper of a clone.
 *
 * @returns whether there was one.
 * @throws Fault when an `npm start` hosts the services instead.
 */
export async function stopKeeper(paths: LocalPaths): Promise<boolean> {
  const host = await findHost(paths);
  if (host?.term !== "lasting") return false;
  const { pid } = host;
  if ((await startLockHolder(paths)) === pid) {
    throw new Fault(
      `Postgres and the providers belong to the \`npm start\` in process ${pid}: end it with Ctrl-C there.`,
    );
  }
  process.kill(pid, "SIGTERM");
  const deadline = Date.now() + STOP_MILLISECONDS;
  while (isAlive(pid) && Date.now() < deadline) await delay(50);
  if (isAlive(pid)) throw new Fault(`Process ${pid} did not stop: end it with \`kill -9 ${pid}\`.`);
  return true;
}

async function lastLineOf(logFile: string): Promise<string> {
  const words = (await readFile(logFile, "utf8")).trim();
  return (
    words.split("\n").at(-1) ||
    `Postgres and the providers did not start, and ${logFile} doesn't tell why: run this again.`
  );
}
