import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../fault.ts";
import { isAlive } from "./process.ts";

/** How long a removal is tried: the `initdb` of a killed process may go on for a second, writing into its folder. */
const REMOVAL_ATTEMPTS = 30;
const REMOVAL_PAUSE_MILLISECONDS = 10;

/**
 * Makes a folder beside `target` to build it in, so that `target` appears by one rename, whole or not at all. Folders
 * that killed processes left there are removed.
 *
 * @param target absolute path of what is being built
 * @returns the new folder's path; whoever asked for it removes it
 */
export async function makeScratchFolder(target: string): Promise<string> {
  await makeFolder(dirname(target));
  await removeAbandonedScratch(target);
  const scratch = `${prefixOf(target)}${process.pid}-${randomBytes(4).toString("hex")}`;
  await mkdir(scratch, { mode: 0o755 });
  return scratch;
}

/** Removes the folders that killed processes have left beside `target` while they were building it. */
export async function removeAbandonedScratch(target: string): Promise<void> {
  const parent = dirname(target);
  const prefix = basename(prefixOf(target));
  for (const name of await namesIn(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!(await isAlive(pid))) await removeFolder(join(parent, name));
  }
}

/** Removes a folder and all that is in it, also where an orphan still writes into it for a moment. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, {
    recursive: true,
    force: true,
    maxRetries: REMOVAL_ATTEMPTS,
    retryDelay: REMOVAL_PAUSE_MILLISECONDS,
  });
}

function prefixOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.making-`);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
}

/**
 * Makes a folder and its missing parents, all of them to be entered by everybody whatever the umask says: the server
 * may run as another user.
 */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.startsWith(first); made = dirname(made)) await chmod(made, 0o755);
}
