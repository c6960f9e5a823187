import { readFileSync } from "node:fs";

/** Whether a process of this id lives, whoever owns it. One that has ended and waits to be reaped by its parent doesn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, but is somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return stateOf(pid) !== "Z";
}

/**
 * The state letter of a process on Linux, undefined elsewhere. Only in containers whose first process reaps nothing do ended processes stay, and
 * those are Linux.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function stateOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program stands in parentheses and may hold any character.
    return stat.slice(stat.lastIndexOf(")") + 2)[0];
  } catch {
    return undefined;
  }
}
