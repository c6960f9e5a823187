import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Account } from "./account.ts";

/**
 * Whether an account may enter a folder, by the folder's permission bits alone (path_resolution(7)).
 *
 * @param folder mode, uid and gid as `stat` gives them
 */
export function mayEnter(folder: Pick<Stats, "mode" | "uid" | "gid">, account: Account): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

/**
 * Finds the first folder on the way from `/` to a path that an account can't enter.
 *
 * @param path absolute; what does not exist yet is judged by its nearest parent that does
 * @returns the folder in the way, or undefined when the path can be reached
 */
export async function findBarrier(path: string, account: Account): Promise<string | undefined> {
  let existing = path;
  let real = await realpath(existing).catch(() => undefined);
  while (real === undefined) {
    existing = dirname(existing);
    real = await realpath(existing).catch(() => undefined);
  }
  const folders: string[] = [];
  for (let folder = existing === path ? dirname(real) : real; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of folders) {
    if (!mayEnter(await stat(folder), account)) return folder;
  }
  return undefined;
}
