import { chmod, chown, mkdir, realpath } from "node:fs/promises";
import { chooseAccount } from "../../postgres/account.ts";
import { startPostgresServer } from "../../postgres/index.ts";
import { findPostmaster, stopPostmaster } from "../../postgres/postmaster.ts";
import { isAlive, waitForExit } from "../../postgres/process.ts";
import { removeAbandonedScratch, removeFolder } from "../../postgres/scratch.ts";
import { archiveSettings, WAL_SEGMENT_MEGABYTES } from "./archive-settings.ts";
import { ensureDatabase, type OwnedDatabase, SUPERUSER } from "./database.ts";
import type { Places } from "./places.ts";

/** What an instance's server is started with. */
export interface ServerOptions extends OwnedDatabase {
  readonly port: number;
  readonly superuserPassword: string;
  /** Whether its write-ahead log is kept, so that it can be recovered. */
  readonly keepsPast: boolean;
}

/** What all servers are started with. */
export interface ServerDefaults {
  readonly binariesDirectory: string;
  readonly settings: Readonly<Record<string, string>>;
}

const CRASH_MILLISECONDS = 10_000;

/** The Postgres server behind one instance, for as long as nobody else does anything with it. */
export class InstanceServer {
  readonly places: Places;
  readonly #id: string;
  readonly #defaults: ServerDefaults;

  constructor(id: string, places: Places, defaults: ServerDefaults) {
    this.#id = id;
    this.places = places;
    this.#defaults = defaults;
  }

  /** Whether what is written is waited for until it is on the disk. */
  get sync(): boolean {
    return this.#defaults.settings.fsync !== "off";
  }

  /**
   * Starts the server, or takes over the one that runs, and makes its database if it has none.
   *
   * @returns the URL of its superuser
   * @throws Fault when it doesn't start
   */
  async start({ port, superuserPassword, keepsPast, ...owned }: ServerOptions): Promise<string> {
    await this.#makeArchive();
    const server = await startPostgresServer({
      dataDirectory: this.places.data,
      binariesDirectory: this.#defaults.binariesDirectory,
      port,
      superuser: { name: SUPERUSER, password: superuserPassword },
      walSegmentMegabytes: WAL_SEGMENT_MEGABYTES,
      settings: { ...this.#defaults.settings, ...archiveSettings(this.#id, keepsPast) },
    });
    await ensureDatabase(server.url(), owned);
    return server.url();
  }

  /** Stops the server in good order, if it runs, and leaves its data alone. */
  async stop(): Promise<void> {
    const pid = await this.#runningPid();
    if (pid !== undefined) await stopPostmaster(pid);
  }

  /** Ends the server, if it runs, as a crash does: nothing more is written, and its next start recovers. */
  async crash(): Promise<void> {
    const pid = await this.#runningPid();
    if (pid === undefined) return;
    process.kill(pid, "SIGQUIT");
    if (!(await waitForExit(pid, CRASH_MILLISECONDS)) && (await isAlive(pid))) await stopPostmaster(pid);
  }

  /** Stops the server, if it runs, and removes all that there is of it. */
  async remove(): Promise<void> {
    await this.stop();
    await removeFolder(this.places.data);
    await removeAbandonedScratch(this.places.data);
    await removeFolder(this.places.archive);
  }

  async #runningPid(): Promise<number | undefined> {
    const folder = await realpath(this.places.data).catch(() => undefined);
    return folder === undefined ? undefined : (await findPostmaster(folder))?.pid;
  }

  /** The server's user may put segments into the archive; the base backups are nobody's but this process's. */
  async #makeArchive(): Promise<void> {
    const { archive, wal, backups, data } = this.places;
    await mkdir(wal, { recursive: true });
    await mkdir(backups, { recursive: true });
    await chmod(archive, 0o711);
    await chmod(wal, 0o700);
    await chmod(backups, 0o700);
    const account = await chooseAccount(data);
    if (account) await chown(wal, account.uid, account.gid);
  }
}
