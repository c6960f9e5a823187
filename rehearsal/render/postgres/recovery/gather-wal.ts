import { chown, copyFile, link, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, Fault } from "../../../fault.ts";
import type { Account } from "../../../postgres/account.ts";
import type { Places } from "../places.ts";
import { findGap, isBefore, isSegmentBeside } from "./segments.ts";

/**
 * Brings together the write-ahead log of an instance from a segment on: what was archived, and what was not yet, from the
 * server's own folder, whether the server runs or not.
 *
 * @param to the folder for it; is made
 * @param account who has to be able to read it; undefined for oneself
 * @throws Fault when some of it is missing: PostgreSQL would recover up to there, and take that for the end
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
    if (!isSegmentBeside(name, firstSegment) || isBefore(name, firstSegment)) continue;
    const copied = await copyFile(join(own, name), join(to, name)).then(() => true, isGone);
    if (copied && account) await chown(join(to, name), account.uid, account.gid);
  }
  const have = await readdir(to);
  for (const name of await readdir(places.wal)) {
    if (isBefore(name, firstSegment) || have.includes(name)) continue;
    await link(join(places.wal, name), join(to, name));
  }
  const segments = (await readdir(to)).filter((name) => isSegmentBeside(name, firstSegment));
  const gap = findGap(segments, firstSegment);
  if (gap === undefined) return;
  throw new Fault(`The archive ${places.wal} has a gap at ${gap}: recover to a time that a later backup reaches.`);
}

/** @returns false for a file that is gone */
function isGone(error: unknown): false {
  if (codeOf(error) === "ENOENT") return false;
  throw error;
}
