import { copyFile, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { readLocks, releaseDeadLocks } from "./locks.ts";

/**
 * Puts the checkpoint before the last in the place of one that was cut off while it was written, as an engine that is killed leaves it now and
 * then: no CLI opens the stack any more then. What the last step made is found again as after any update that was cut off. The damaged one is
 * kept beside it. Nothing is done while somebody holds the stack's lock: what looks cut off may be just being written.
 *
 * @param state the folder of the file backend, which copies the former checkpoint before it writes the next (`pkg/backend/diy/state.go`).
 * @returns whether that was needed, and could be done.
 */
export async function mendCheckpoint(state: string, project: string, stack: string): Promise<boolean> {
  const file = join(state, ".pulumi", "stacks", project, `${stack}.json`);
  if (await isFine(file)) return false;
  await releaseDeadLocks(state, project, stack);
  if ((await readLocks(state, project, stack)).length > 0) return false;
  // An update that has ended in between has written a whole one.
  if ((await isFine(file)) || !(await isWhole(`${file}.bak`))) return false;
  // There is a checkpoint under the name at every moment: without one the CLI would make the stack anew, and know nothing of what it had made.
  await copyFile(file, `${file}.damaged`).catch(() => {});
  await copyFile(`${file}.bak`, `${file}.whole`);
  await rename(`${file}.whole`, file);
  return true;
}

/** Whether there is nothing to mend: it is whole, or was never written. One that is gone beside its former one was lost. */
async function isFine(file: string): Promise<boolean> {
  const whole = await isWhole(file);
  return whole ?? (await isWhole(`${file}.bak`)) === undefined;
}

/** @returns undefined when there is none. */
async function isWhole(file: string): Promise<boolean | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
