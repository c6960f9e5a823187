import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Places } from "../places.ts";
import { baseBackupsOf, removeBaseBackup, removeRemains } from "./base-backup.ts";
import { isBefore } from "./segments.ts";

/**
 * Lets go of what no recovery needs any more: all base backups but the last one that reaches back to a time, and the
 * write-ahead log from before the first that stays.
 *
 * @param from the earliest time that a recovery may go to
 */
export async function prune(places: Places, from: Date): Promise<void> {
  await removeRemains(places);
  const backups = await baseBackupsOf(places);
  const needed = Math.max(
    0,
    backups.findLastIndex(({ wholeAt }) => new Date(wholeAt) <= from),
  );
  for (const backup of backups.slice(0, needed)) await removeBaseBackup(backup);
  const first = backups[needed];
  if (!first) return;
  for (const name of await readdir(places.wal)) {
    if (isBefore(name, first.firstSegment)) await rm(join(places.wal, name), { force: true });
  }
}

/** Lets go of all of an instance's past. */
export async function forget(places: Places): Promise<void> {
  for (const backup of await baseBackupsOf(places)) await removeBaseBackup(backup);
  for (const name of await readdir(places.wal)) await rm(join(places.wal, name), { force: true });
}
