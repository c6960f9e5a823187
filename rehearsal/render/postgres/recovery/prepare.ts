import { chown, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../../fault.ts";
import { type Account, chooseAccount } from "../../../postgres/account.ts";
import { makeScratchFolder, removeFolder } from "../../../postgres/scratch.ts";
import type { InstanceServer } from "../instance-server.ts";
import { inSession } from "../session.ts";
import { baseBackupsOf } from "./base-backup.ts";
import { copyDataDirectory } from "./copy-data.ts";
import { gatherWal } from "./gather-wal.ts";
import { RESTORE_FOLDER, setRecovery } from "./settings.ts";

/** What a recovery is prepared from. */
export interface Source {
  readonly server: InstanceServer;
  /** Its URL as its superuser; it may be down. */
  readonly url: string;
}

/**
 * Prepares a data directory whose server recovers to a time when it is started. It appears by one rename, whole or not at
 * all, and needs nothing of its source any more: that may be deleted at once. Does nothing when it is there already.
 *
 * @param source undefined when it was deleted
 * @param target ISO 8601
 * @throws Fault when the data isn't there and can't be made: the source is gone, or no base backup reaches back so far
 */
export async function prepareRecovery(
  source: Source | undefined,
  { places, sync }: InstanceServer,
  target: string,
): Promise<void> {
  if (await isThere(places.data)) return;
  if (!source) throw new Fault("The instance that it was to be recovered from is gone: delete it.");
  const { places: from } = source.server;
  const backups = await baseBackupsOf(from);
  const backup = backups.findLast(({ wholeAt }) => new Date(wholeAt) <= new Date(target));
  if (!backup) throw new Fault(`No base backup reaches back to ${target}: recover to a later time.`);
  await markNow(source.url);
  const account = await chooseAccount(from.data);
  const scratch = await makeScratchFolder(places.data);
  try {
    const data = join(scratch, "data");
    await copyDataDirectory(backup.data, data, { account, sync });
    await gatherWal(from, backup.firstSegment, join(data, RESTORE_FOLDER), account);
    await setRecovery(data, target);
    await give(join(data, "recovery.signal"), "", account);
    await rename(data, places.data);
  } finally {
    await removeFolder(scratch);
  }
}

/**
 * Lets a server that runs write down that time has gone on: PostgreSQL reaches a target only where something later was
 * written. It also flushes what was written before, whether or not those who wrote it have waited for that.
 */
async function markNow(url: string): Promise<void> {
  await inSession(url, (client) => client.query("SELECT pg_logical_emit_message(true, 'recovery', 'begins')")).catch(
    () => {},
  );
}

async function give(path: string, content: string, account: Account | undefined): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
  if (account) await chown(path, account.uid, account.gid);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
