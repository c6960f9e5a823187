import { spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isAlive } from "../alive.ts";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";
import { findHost } from "./backing-services.ts";
import type { LocalPaths } from "./paths.ts";

/** The process that keeps backing services open for a shell. */
const KEEPER = fileURLToPath(new URL("./keeper-main.ts", import.meta.url));

const START_MILLISECONDS = 120_000;
const STOP_MILLISECONDS = 30_000;

/**
 * Makes sure that a process hosts the backing services and goes on doing so after this one has ended.
 *
 * @returns its id: that of a keeper, or of an `npm start` that is there already.
 * @throws Fault with the keeper's own sentence when it can't.
 */
export async function ensureKeeper(paths: LocalPaths, progress: Progress): Promise<number> {
  const host = await findHost(paths);
  if (host !== undefined) return host;
  progress("starting Postgres and the providers");
  await mkdir(paths.logs, { recursive: true });
  const logFile = join(paths.logs, "keeper.log");
  const log = await open(logFile, "w", 0o600);
  const keeper = spawn(process.execPath, [KEEPER, paths.root], { detached: true, stdio: ["ignore", log.fd, log.fd] });
  await log.close();
  keeper.unref();
  const deadline = Date.now() + START_MILLISECONDS;
  while (Date.now() < deadline) {
    const hostedBy = await findHost(paths);
    if (hostedBy !== undefined) return hostedBy;
    if (keeper.exitCode !== null) throw new Fault((await readFile(logFile, "utf8")).trim().split("\n").at(-1) ?? "");
    await delay(50);
  }
  throw new Fault(
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
  if (host === undefined) return false;
  const started = await readFile(join(paths.directory, "start.lock"), "utf8").catch(() => "");
  if (Number.parseInt(started, 10) === host) {
    throw new Fault(
      `Postgres and the providers belong to the \`npm start\` in process ${host}: end it with Ctrl-C there.`,
    );
  }
  process.kill(host, "SIGTERM");
  const deadline = Date.now() + STOP_MILLISECONDS;
  while (isAlive(host) && Date.now() < deadline) await delay(50);
  if (isAlive(host)) throw new Fault(`Process ${host} did not stop: end it with \`kill -9 ${host}\`.`);
  return true;
}
