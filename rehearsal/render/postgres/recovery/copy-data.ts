import { closeSync, constants, fsync, openSync, readSync, writeSync } from "node:fs";
import { chown, copyFile, mkdir, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { codeOf } from "../../../fault.ts";
import type { Account } from "../../../postgres/account.ts";

/** Folders of which a copy has nothing but the folder: what is in them means something to the running server alone. */
const EMPTIED = [
  "pg_dynshmem",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_wal",
];
/** What a copy is without: files of the running server, its log, and what a recovery leaves. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|server\.log|(recovery|standby)\.signal|(backup_label|tablespace_map)\.old|pg_internal\.init|pgsql_tmp.*|restore)$/;

/** How much is copied at once, between which everything else goes on. */
const CHUNK_BYTES = 1024 * 1024;
/** Files that are waited for at the same time, until they are on the disk. */
const ABREAST = 8;

/** How a data directory is copied. */
export interface CopyOptions {
  /** Who the copy belongs to; undefined for oneself. */
  readonly account?: Account | undefined;
  /** Whether each file is waited for until it is on the disk. */
  readonly sync: boolean;
  /** Ends it in the middle. */
  readonly signal?: AbortSignal;
}

/**
 * Copies a data directory, also one whose server runs between `pg_backup_start` and `pg_backup_stop`: files may vanish,
 * grow and shrink meanwhile. Where the file system can, the copies share their blocks.
 *
 * @param to is made
 * @throws the reason of the signal, or the error of the file system
 * @see https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA
 */
export async function copyDataDirectory(from: string, to: string, options: CopyOptions): Promise<void> {
  const copy = new Copy(options);
  await copy.folder(from, to, (name) => !LEFT_OUT.test(name));
}

class Copy {
  readonly #options: CopyOptions;
  readonly #chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  #sharesBlocks = true;

  constructor(options: CopyOptions) {
    this.#options = options;
  }

  async folder(from: string, to: string, isWanted: (name: string) => boolean): Promise<void> {
    await mkdir(to, { mode: 0o700 });
    await this.#give(to);
    const entries = (await readdir(from, { withFileTypes: true })).filter(({ name }) => isWanted(name));
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const next = async (): Promise<void> => {
      for (let name = files.pop(); name !== undefined; name = files.pop()) {
        await this.#file(join(from, name), join(to, name));
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, next));
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      const inner = EMPTIED.includes(name) ? () => false : (one: string) => !LEFT_OUT.test(one);
      await this.folder(join(from, name), join(to, name), inner).catch(ignoreVanished);
    }
  }

  async #file(from: string, to: string): Promise<void> {
    this.#options.signal?.throwIfAborted();
    try {
      if (!(await this.#cloned(from, to))) await this.#written(from, to);
      await this.#give(to);
    } catch (error) {
      ignoreVanished(error);
    }
  }

  /**
   * A thousand small files are copied ten times faster without a wait at each step of each. Neither by `copyFile`, which
   * doesn't end for a file that is cut short while it is read.
   */
  async #written(from: string, to: string): Promise<void> {
    const source = openSync(from, "r");
    try {
      const target = openSync(to, "wx", 0o600);
      try {
        for (let length = CHUNK_BYTES; length > 0; await setImmediate()) {
          length = readSync(source, this.#chunk);
          for (let written = 0; written < length; ) {
            written += writeSync(target, this.#chunk, written, length - written);
          }
        }
        if (this.#options.sync) await promisify(fsync)(target);
      } finally {
        closeSync(target);
      }
    } finally {
      closeSync(source);
    }
  }

  async #cloned(from: string, to: string): Promise<boolean> {
    if (!this.#sharesBlocks) return false;
    try {
      await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE);
    } catch (error) {
      if (codeOf(error) === "ENOENT") throw error;
      this.#sharesBlocks = false;
      return false;
    }
    if (this.#options.sync) {
      await using file = await open(to, "r");
      await file.sync();
    }
    return true;
  }

  async #give(path: string): Promise<void> {
    const { account } = this.#options;
    if (account) await chown(path, account.uid, account.gid);
  }
}

/** What a running server has removed meanwhile is made again, or removed again, from the write-ahead log. */
function ignoreVanished(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}
