import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { codeOf } from "../../../fault.ts";
import { makeScratchFolder, removeAbandonedScratch, removeFolder } from "../../../postgres/scratch.ts";
import type { InstanceServer } from "../instance-server.ts";
import type { Places } from "../places.ts";
import { inSession } from "../session.ts";
import { copyDataDirectory } from "./copy-data.ts";

const manifest = z.object({
  /** The segment of write-ahead log that a recovery from it reads first. */
  firstSegment: z.string().regex(/^[0-9A-F]{24}$/),
  /** When it was whole: a recovery from it goes to any time after that. */
  wholeAt: z.iso.datetime(),
  /** Up to where the write-ahead log was written by then. */
  endedAt: z.string(),
});

/** The one row that ends a backup. */
const stopped = z.tuple([z.object({ endedAt: z.string(), label: z.string() })]);

/** A copy of an instance's data that a recovery begins with. */
export interface BaseBackup extends Readonly<z.output<typeof manifest>> {
  /** The data directory. */
  readonly data: string;
}

/** PostgreSQL waits for the last segment to be archived; longer than this, and something keeps it from that. */
const ARCHIVING = "60s";

/**
 * Takes a base backup of a running server, while others go on to work with it. It appears by one rename, whole or not at
 * all.
 *
 * @param url of the server's superuser
 * @param signal ends it in the middle
 * @throws the reason of the signal, the error of the server or of the file system
 * @see https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
export async function takeBaseBackup(
  { places, sync }: InstanceServer,
  url: string,
  signal: AbortSignal,
): Promise<void> {
  const target = join(places.backups, new Date().toISOString().replace(/\D/g, ""));
  const scratch = await makeScratchFolder(target);
  try {
    const data = join(scratch, "data");
    const { label, endedAt } = await inSession(url, async (client) => {
      await client.query("SELECT pg_backup_start('base backup', fast => true)");
      await copyDataDirectory(places.data, data, { sync, signal });
      await client.query(`SET statement_timeout = '${ARCHIVING}'`);
      const { rows } = await client.query(`SELECT lsn AS "endedAt", labelfile AS label FROM pg_backup_stop()`);
      return stopped.parse(rows)[0];
    });
    await writeFile(join(data, "backup_label"), label, { mode: 0o600, flush: sync });
    const made = { firstSegment: firstSegmentOf(label), wholeAt: new Date().toISOString(), endedAt };
    await writeFile(join(scratch, "manifest.json"), JSON.stringify(manifest.parse(made)), { flush: sync });
    await rename(scratch, target);
  } finally {
    await removeFolder(scratch);
  }
}

/** The base backups of an instance, oldest first. */
export async function baseBackupsOf({ backups }: Places): Promise<readonly BaseBackup[]> {
  const found = await Promise.all((await finishedIn(backups)).map((name) => read(join(backups, name))));
  return found.filter((one) => one !== undefined).sort((a, b) => (a.wholeAt < b.wholeAt ? -1 : 1));
}

/** Removes a base backup. One whose removal was interrupted counts no more, and is removed by {@link removeRemains}. */
export async function removeBaseBackup({ data }: BaseBackup): Promise<void> {
  await rm(join(data, "..", "manifest.json"));
  await removeFolder(join(data, ".."));
}

/** Removes what is left of backups whose making, or whose removal, was interrupted. */
export async function removeRemains({ backups }: Places): Promise<void> {
  for (const name of await readdir(backups)) {
    const [, target] = /^\.(\d+)\.making-/.exec(name) ?? [];
    if (target !== undefined) await removeAbandonedScratch(join(backups, target));
    else if ((await read(join(backups, name))) === undefined) await removeFolder(join(backups, name));
  }
}

async function finishedIn(backups: string): Promise<string[]> {
  const names = await readdir(backups).catch((error) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
  return names.filter((name) => !name.startsWith("."));
}

async function read(folder: string): Promise<BaseBackup | undefined> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : { ...manifest.parse(JSON.parse(text)), data: join(folder, "data") };
}

function firstSegmentOf(label: string): string | undefined {
  return /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1];
}
