import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { isAlive } from "../alive.ts";
import { Fault } from "../fault.ts";
import type { LocalPaths } from "./paths.ts";

const STOP_MILLISECONDS = 10_000;

/** Notes the process of a service, for {@link stopLeftover} to find should this process be killed. */
export async function noteProcess(paths: LocalPaths, service: string, pid: number): Promise<void> {
  const file = pidFile(paths, service);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${pid}\n`);
}

/** Forgets the process of a service, which has ended. */
export async function forgetProcess(paths: LocalPaths, service: string): Promise<void> {
  await rm(pidFile(paths, service), { force: true });
}

/**
 * The process of a service that was noted and still runs.
 *
 * @param script that the service's process runs, in full: process ids are used again, and another program's process is not the service's.
 */
export async function notedProcess(paths: LocalPaths, service: string, script: string): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(pidFile(paths, service), "utf8").catch(() => ""), 10);
  return pid > 0 && (await commandLineOf(pid)).includes(script) ? pid : undefined;
}

/**
 * Stops a service that was left running by a process that was killed.
 *
 * @param script that the service's process runs, in full.
 */
export async function stopLeftover(paths: LocalPaths, service: string, script: string): Promise<void> {
  const pid = await notedProcess(paths, service, script);
  if (pid !== undefined) {
    signal(service, pid, "SIGTERM");
    const deadline = Date.now() + STOP_MILLISECONDS;
    while (isAlive(pid) && Date.now() < deadline) await delay(50);
    if (isAlive(pid)) signal(service, pid, "SIGKILL");
  }
  await forgetProcess(paths, service);
}

function signal(service: string, pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EPERM") {
      throw new Fault(
        `A process of another user is left of the ${service} (process ${pid}): end it with \`sudo kill ${pid}\`.`,
      );
    }
    // It has ended meanwhile.
    if (code !== "ESRCH") throw error;
  }
}

async function commandLineOf(pid: number): Promise<string> {
  const fromProc = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  if (fromProc !== undefined) return fromProc;
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "args=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout;
}

function pidFile(paths: LocalPaths, service: string): string {
  return join(paths.directory, "run", `${service}.pid`);
}
