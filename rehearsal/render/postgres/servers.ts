import { join } from "node:path";
import { InstanceServer } from "./instance-server.ts";
import { type Places, placesOf } from "./places.ts";

/** Where servers are kept, and how they run. */
export interface ServersOptions {
  /** Folders for each instance are made in it; the user that the servers run as has to be able to enter it. */
  readonly dataDirectory: string;
  /** Where the programs are copied when that user can't reach them; by default within the data directory. */
  readonly binariesDirectory?: string;
  /** Settings of every server, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The Postgres servers behind the instances, each with data and an archive of its own. */
export class PostgresServers {
  readonly #options: ServersOptions;
  /** What is being done with an instance's server: one thing at a time. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(options: ServersOptions) {
    this.#options = options;
  }

  /** Does something with an instance's server once all that was asked for before is done; fails as that does. */
  inTurn<Result>(id: string, work: (server: InstanceServer) => Promise<Result>): Promise<Result> {
    const { dataDirectory, binariesDirectory = join(dataDirectory, "programs"), settings = {} } = this.#options;
    const server = new InstanceServer(id, this.placesOf(id), { binariesDirectory, settings });
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(() => work(server));
    this.#turns.set(
      id,
      turn.catch(() => {}),
    );
    return turn;
  }

  /** Where an instance's files are. */
  placesOf(id: string): Places {
    return placesOf(this.#options.dataDirectory, id);
  }
}
