import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";
import { Fault } from "../fault.ts";
import { type Postmaster, readPostmasterPid } from "./postmaster-pid.ts";
import { isAlive, waitForExit } from "./process.ts";

/** PostgreSQL's longest fast shutdown that is waited for: it ends with a checkpoint. */
const FAST_SHUTDOWN_MILLISECONDS = 30_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 10_000;

/**
 * Finds the server that runs in a data directory, if one does. The file outlives a server that was killed, and its pid
 * may since belong to any other process: only a live `postgres` of this very directory counts.
 *
 * @param dataDirectory absolute, without symbolic links
 */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmasterPid(dataDirectory);
  if (!postmaster || !(await isAlive(postmaster.pid))) return undefined;
  return (await servesDataDirectory(postmaster.pid, dataDirectory)) ? postmaster : undefined;
}

/**
 * Whether a process is the `postgres` of a data directory: a server's working directory is its data directory.
 *
 * @returns undefined when that can't be told: the process is gone, or may not be looked at
 */
export async function servesDataDirectory(pid: number, dataDirectory: string): Promise<boolean | undefined> {
  if (process.platform === "linux") {
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => undefined);
    if (name === undefined) return undefined;
    if (name.trim() !== "postgres") return false;
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder === undefined ? undefined : folder === dataDirectory;
  }
  const ps = promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
  const command = await ps.then(
    ({ stdout }) => stdout,
    () => undefined,
  );
  return command === undefined ? undefined : /^\S*postgres\s/.test(command) && command.includes(` ${dataDirectory} `);
}

/**
 * Stops a server: fast shutdown (sessions are ended, everything is written), and when that takes too long an immediate
 * one, from which the next start recovers
 * (https://www.postgresql.org/docs/current/server-shutdown.html). Does nothing when it has already ended.
 *
 * @throws Fault when it survives both
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, milliseconds] of [
    ["SIGINT", FAST_SHUTDOWN_MILLISECONDS],
    ["SIGQUIT", IMMEDIATE_SHUTDOWN_MILLISECONDS],
  ] as const) {
    if (!(await isAlive(pid))) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(await isAlive(pid))) return;
      throw new Fault(`PostgreSQL (process ${pid}) belongs to another user: run "sudo kill -INT ${pid}" to stop it.`, {
        cause: error,
      });
    }
    if (await waitForExit(pid, milliseconds)) return;
  }
  throw new Fault(`PostgreSQL (process ${pid}) doesn't stop: run "kill -9 ${pid}" and start again; it will recover.`);
}
