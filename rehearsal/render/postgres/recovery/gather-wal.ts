import { chown, copyFile, link, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../../fault.ts";
import type { Account } from "../../../postgres/account.ts";
import type { Places } from "../places.ts";

/** The name of a segment: timeline and number (XLogFileName in src/include/access/xlog_internal.h of PostgreSQL). */
const SEGMENT = /^[0-9A-F]{24}$/;
/** Where the number of a segment begins in its name. */
const TIMELINE_LETTERS = 8;

/** Whether a file of write-ahead log, or one that belongs to it, comes before a segment. */
export function isBefore(name: string, segment: string): boolean {
  return SEGMENT.test(name.slice(0, 24)) && name.slice(TIMELINE_LETTERS, 24) < segment.slice(TIMELINE_LETTERS);
}

/**
 * Brings together the write-ahead log of an instance from a segment on: what was archived, and what was not yet, from the
 * server's own folder, whether the server runs or not.
 *
 * @param to the folder for it; is made
 * @param account who has to be able to read it; undefined for oneself
 */
export async function gatherWal(
  places: Places,
  firstSegment: string,
  to: string,
  account: Account | undefined,
): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  if (account) await chown(to, account.uid, account.gid);
  const own = join(places.data, "pg_wal");
  // The server's own come first: what it archives and lets go of in between is found in the archive afterwards.
  for (const name of await readdir(own)) {
    if (!SEGMENT.test(name) || isBefore(name, firstSegment)) continue;
    const copied = await copyFile(join(own, name), join(to, name)).then(() => true, isGone);
    if (copied && account) await chown(join(to, name), account.uid, account.gid);
  }
  const have = await readdir(to);
  for (const name of await readdir(places.wal)) {
    if (isBefore(name, firstSegment) || have.includes(name)) continue;
    await link(join(places.wal, name), join(to, name));
  }
}

/** @returns false for a file that is gone */
function isGone(error: unknown): false {
  if (codeOf(error) === "ENOENT") return false;
  throw error;
}
