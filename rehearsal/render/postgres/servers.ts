import { realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { findPostmaster, stopPostmaster } from "../../postgres/postmaster.ts";
import { ensureDatabase, type OwnedDatabase, SUPERUSER } from "./database.ts";
import { startServer } from "./start.ts";

/** Where servers are kept, and how they run. */
export interface ServersOptions {
  /** A folder for each instance is made in it; the user that the servers run as has to be able to enter it. */
  readonly dataDirectory: string;
  /** Where the programs are copied when that user can't reach them; by default within the data directory. */
  readonly binariesDirectory?: string;
  /** Settings of every server, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What an instance's server is started with. */
export interface ServerOptions extends OwnedDatabase {
  readonly id: string;
  readonly port: number;
  readonly superuserPassword: string;
}

/** The Postgres servers behind the instances, each with data of its own. */
export class PostgresServers {
  readonly #options: ServersOptions;
  /** What is being done with an instance's server: one thing at a time. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(options: ServersOptions) {
    this.#options = options;
  }

  /**
   * Starts an instance's server, or takes over the one that runs, and makes its database if it has none.
   *
   * @throws Fault when it doesn't start
   */
  start({ id, port, superuserPassword, ...owned }: ServerOptions): Promise<void> {
    return this.#inTurn(id, async () => {
      const { dataDirectory, binariesDirectory = join(dataDirectory, "programs"), settings } = this.#options;
      const server = await startServer({
        dataDirectory: this.#folderOf(id),
        binariesDirectory,
        port,
        superuser: { name: SUPERUSER, password: superuserPassword },
        ...(settings && { settings }),
      });
      await ensureDatabase(server.url(), owned);
    });
  }

  /** Stops an instance's server, if it runs, and leaves its data alone. */
  stop(id: string): Promise<void> {
    return this.#inTurn(id, () => this.#stop(id));
  }

  /** Stops an instance's server, if it runs, and removes its data, if there is any. */
  remove(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      await this.#stop(id);
      await rm(this.#folderOf(id), { recursive: true, force: true });
    });
  }

  async #stop(id: string): Promise<void> {
    const folder = await realpath(this.#folderOf(id)).catch(() => undefined);
    const running = folder === undefined ? undefined : await findPostmaster(folder);
    if (running) await stopPostmaster(running.pid);
  }

  #folderOf(id: string): string {
    return join(this.#options.dataDirectory, id);
  }

  #inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(work, work);
    this.#turns.set(
      id,
      turn.catch(() => {}),
    );
    return turn;
  }
}
