import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** `USER_HZ`, in which Linux tells times to programs; it is 100 on every architecture that Node runs on (proc_pid_stat(5), time(7)). */
const TICKS_PER_SECOND = 100;

/**
 * When a process began, to the second.
 *
 * @returns milliseconds since the epoch; undefined when there is no such process, or this machine doesn't tell.
 */
export async function beganAt(pid: number): Promise<number | undefined> {
  const [began, own] = await Promise.all([startTicks(pid), startTicks(process.pid)]);
  // Both are counted from the same start of the machine, whose own time of day may be another in a container.
  if (began !== undefined && own !== undefined) {
    return Date.now() - process.uptime() * 1000 + ((began - own) / TICKS_PER_SECOND) * 1000;
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "etime=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  const elapsed = parseElapsed(stdout.trim());
  return elapsed === undefined ? undefined : Date.now() - elapsed * 1000;
}

/**
 * Reads the elapsed time of a process as `ps` prints it: `[[days-]hours:]minutes:seconds`.
 *
 * @returns seconds; undefined for anything else.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ps.html
 */
export function parseElapsed(text: string): number | undefined {
  const [, days = "0", hours = "0", minutes, seconds] = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(text) ?? [];
  if (minutes === undefined) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

async function startTicks(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The second field is the name in parentheses and may hold anything; the start time is the twenty-second.
  const ticks = text?.slice(text.lastIndexOf(")") + 2).split(" ")[22 - 3];
  return ticks === undefined ? undefined : Number(ticks);
}
