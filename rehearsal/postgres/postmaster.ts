import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Fault } from "../fault.ts";
import { isAlive, waitForExit } from "./process.ts";

/** PostgreSQL's longest fast shutdown that is waited for: it ends with a checkpoint. */
const FAST_SHUTDOWN_MILLISECONDS = 30_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 10_000;

/** What `postmaster.pid` says of the server that runs in a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * Reads a `postmaster.pid`: pid, data directory, start time and port on a line each, then more
 * (src/include/utils/pidfile.h of PostgreSQL).
 *
 * @returns undefined when the text is cut off or damaged
 */
export function parsePostmasterPid(text: string): Postmaster | undefined {
  const [pid, , , port] = text.split("\n").map((line) => line.trim());
  if (!/^[1-9]\d{0,9}$/.test(pid ?? "") || !/^\d{1,5}$/.test(port ?? "")) return undefined;
  return { pid: Number(pid), port: Number(port) };
}

/**
 * Finds the server that runs in a data directory, if one does. The file outlives a server that was killed, and its pid
 * may since belong to any other process: only a live `postgres` of this very directory counts.
 *
 * @param dataDirectory absolute, without symbolic links
 */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const postmaster = parsePostmasterPid(text);
  if (!postmaster || !(await isAlive(postmaster.pid))) return undefined;
  return (await serves(postmaster.pid, dataDirectory)) ? postmaster : undefined;
}

/** Whether a process is the `postgres` of a data directory: a server's working directory is its data directory. */
async function serves(pid: number, dataDirectory: string): Promise<boolean> {
  if (process.platform === "linux") {
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => "");
    return name.trim() === "postgres" && folder === dataDirectory;
  }
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return /^\S*postgres\s/.test(stdout) && stdout.includes(` ${dataDirectory} `);
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
