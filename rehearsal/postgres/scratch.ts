import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./process.ts";

/**
 * Makes a folder beside `target` to build it in, so that `target` appears by one rename, whole or not at all. Folders
 * that killed processes left there are removed.
 *
 * @param target absolute path of what is being built
 * @returns the new folder's path; whoever asked for it removes it
 */
export async function makeScratchFolder(target: string): Promise<string> {
  const parent = dirname(target);
  const prefix = `.${basename(target)}.making-`;
  await makeFolder(parent);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!(await isAlive(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const scratch = join(parent, `${prefix}${process.pid}-${randomBytes(4).toString("hex")}`);
  await mkdir(scratch, { mode: 0o755 });
  return scratch;
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
