import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process began, by which it is told from a later one that was given the same number.
 *
 * @returns a text that no other process with this number has had; undefined when there is no such process
 */
export function startOf(pid: number): string | undefined {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

/**
 * What Linux says of a process, from its third field, the state, on (proc_pid_stat(5)).
 *
 * @throws Error when there is no such process
 */
export function statOf(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, the second field, is in brackets and may hold anything.
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** The start in ticks since the machine's own start, of which it says which one it was (proc_pid_stat(5), random(4)). */
function fromProc(pid: number): string | undefined {
  try {
    const fields = statOf(pid);
    const [state, ticks] = [fields[0], fields[19]];
    if (ticks === undefined || state === "Z" || state === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${ticks}`;
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): string | undefined {
  try {
    const stdio = ["ignore", "pipe", "ignore"] as const;
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: [...stdio] }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}
