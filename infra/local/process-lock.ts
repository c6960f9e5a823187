import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isAlive } from "../alive.ts";

/** What is held while a process does something that no second one may do at the same time. */
export interface ProcessLock {
  release(): Promise<void>;
}

/**
 * Takes a lock that lives as long as this process: a file that names it, made in one step.
 *
 * @returns the lock; or the id of the living process that holds it.
 */
export async function takeProcessLock(file: string): Promise<ProcessLock | { readonly heldBy: number }> {
  await mkdir(dirname(file), { recursive: true });
  for (;;) {
    try {
      await writeFile(file, `${process.pid}\n`, { flag: "wx" });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
    if (holder > 0 && isAlive(holder)) return { heldBy: holder };
    await rm(file, { force: true });
  }
}
