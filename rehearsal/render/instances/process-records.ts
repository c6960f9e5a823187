import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitForExit } from "../../postgres/process.ts";
import { leftOf } from "./process-group.ts";
import { startOf } from "./process-start.ts";

/** How long one that is killed may take to be gone. */
const KILLED_MILLISECONDS = 5_000;

/** The processes that a stand-in has started, on disk: whoever comes after one that was killed ends them by it. */
export class ProcessRecords {
  readonly #directory: string;

  /** @param directory is made when it is needed */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Remembers a process that leads a group of its own. At once, so that nothing comes between its start and its record.
   *
   * @param instance as which it runs, if it does: by this its group is known when it has ended itself
   */
  add(pid: number, instance = ""): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const start = startOf(pid);
    if (start === undefined) return;
    // Beside the directory, in which there is nothing but whole records.
    const incoming = `${this.#directory}.new`;
    writeFileSync(incoming, `${start}\n${instance}`, { mode: 0o600 });
    renameSync(incoming, join(this.#directory, String(pid)));
  }

  /** Forgets a process that has ended. */
  remove(pid: number): void {
    rmSync(join(this.#directory, String(pid)), { force: true });
  }

  /** Ends the processes, each with its group, that are still there; those that began at another time are somebody else's. */
  async endAll(): Promise<void> {
    await Promise.all(this.#recorded().map((pid) => this.#end(pid)));
  }

  #recorded(): readonly number[] {
    try {
      return readdirSync(this.#directory).map(Number);
    } catch {
      return [];
    }
  }

  async #end(pid: number): Promise<void> {
    const [start, instance = ""] = readFileSync(join(this.#directory, String(pid)), "utf8").split("\n");
    const left = startOf(pid) === start ? [pid] : leftOf(pid, instance);
    if (left.length > 0) killGroup(pid);
    await Promise.all(left.map((one) => waitForExit(one, KILLED_MILLISECONDS)));
    this.remove(pid);
  }
}

/** Kills the group that a process leads, if there is one. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}
