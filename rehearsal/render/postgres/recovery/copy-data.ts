import { constants, createReadStream } from "node:fs";
import { chown, copyFile, mkdir, open, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

const READ_BYTES = 1024 * 1024;
/** Files that are copied at the same time. */
const ABREAST = 8;

/** How a data directory is copied. */
export interface CopyOptions {
  /** Who the copy belongs to; undefined for oneself. */
  readonly account?: Account | undefined;
  /** Whether each file is waited for until it is on the disk. */
  readonly sync: boolean;
}

/**
 * Copies a data directory, also one whose server runs between `pg_backup_start` and `pg_backup_stop`: files may vanish,
 * grow and shrink meanwhile. Where the file system can, the copies share their blocks.
 *
 * @param to is made
 * @see https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA
 */
export async function copyDataDirectory(from: string, to: string, options: CopyOptions): Promise<void> {
  const copy = new Copy(options);
  await copy.folder(from, to, (name) => !LEFT_OUT.test(name));
}

class Copy {
  readonly #options: CopyOptions;
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
    try {
      if (!(await this.#cloned(from, to))) {
        const content = createReadStream(from, { highWaterMark: READ_BYTES });
        await writeFile(to, content, { mode: 0o600, flush: this.#options.sync });
      }
      await this.#give(to);
    } catch (error) {
      ignoreVanished(error);
    }
  }

  /** Never by Node's own fallback, which doesn't end for a file that is cut short while it is read. */
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
