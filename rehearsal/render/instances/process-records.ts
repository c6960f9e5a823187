import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitForExit } from "../../postgres/process.ts";
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

  /** Remembers a process that leads a group of its own. At once, so that nothing comes between its start and its record. */
  add(pid: number): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const start = startOf(pid);
    if (start !== undefined) writeFileSync(join(this.#directory, String(pid)), start, { mode: 0o600 });
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
    if (startOf(pid) === readFileSync(join(this.#directory, String(pid)), "utf8")) {
      killGroup(pid);
      await waitForExit(pid, KILLED_MILLISECONDS);
    }
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
