import { rename, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { leaveMark, markedBy, removeDeadMarks } from "./process-marks.ts";

/** What is held while a process does something that no second one may do at the same time. */
export interface ProcessLock {
  release(): Promise<void>;
}

/**
 * Takes a lock that lives as long as this process.
 *
 * The lock is a folder that holds the mark of one process. A folder can be renamed onto an empty one and onto no other, so of many takers one
 * succeeds; and since a dead process's mark is removed by its name, a lock that somebody else has taken meanwhile can't be removed by mistake.
 *
 * @param place of the lock: a path in a folder that may be missing.
 * @returns the lock; or the id of the living process that holds it.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html
 */
export async function takeProcessLock(place: string): Promise<ProcessLock | { readonly heldBy: number }> {
  const candidate = `${place}.${crypto.randomUUID()}`;
  const { name } = await leaveMark(candidate);
  try {
    for (;;) {
      if (await renamed(candidate, place)) return { release: () => release(place, name) };
      const heldBy = await lockHolder(place);
      if (heldBy !== undefined) return { heldBy };
      await removeDeadMarks(place);
    }
  } finally {
    await rm(candidate, { recursive: true, force: true });
  }
}

/** The living process that holds a lock; undefined when none does. */
export async function lockHolder(place: string): Promise<number | undefined> {
  return (await markedBy(place))[0];
}

async function renamed(candidate: string, place: string): Promise<boolean> {
  try {
    await rename(candidate, place);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

async function release(place: string, name: string): Promise<void> {
  await rm(join(place, name), { force: true });
  // Only an empty folder goes this way: one that was taken anew stays.
  await rmdir(place).catch(() => {});
}
