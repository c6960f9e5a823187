import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { PostgresServer, PostgresServerOptions } from "./server.ts";
import { startPostgresServer } from "./start.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** A running server whose data is gone when it is stopped. */
export interface TemporaryPostgresServer extends PostgresServer {
  /** The superuser; its password is this server's own. */
  readonly superuser: PostgresServerOptions["superuser"];
  /** Stops it and removes its data and its log; does nothing the second time. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL server for tests: on a free port, empty, in a folder of its own in the temporary directory.
 * It does not wait for the disk, so a crash of the machine may damage its data.
 *
 * @param options `settings` by name, as in postgresql.conf
 * @throws Fault as `startPostgresServer` does
 *
 * @example
 * const server = await startTemporaryPostgresServer({ settings: { log_statement: "all" } });
 * const client = new pg.Client({ connectionString: server.url() });
 * // …
 * await server.stop();
 */
export async function startTemporaryPostgresServer(
  options: Pick<PostgresServerOptions, "settings"> = {},
): Promise<TemporaryPostgresServer> {
  const superuser = { name: "postgres", password: randomBytes(16).toString("hex") };
  const folder = await makeTemporaryFolder();
  const remove = (): PromiseLike<void> => folder[Symbol.asyncDispose]();
  try {
    const server = await startPostgresServer({
      dataDirectory: join(folder.path, "data"),
      // Not shared with other servers: where everybody may write, anybody could have put programs first.
      binariesDirectory: join(folder.path, "postgres"),
      port: 0,
      superuser,
      settings: { fsync: "off", ...options.settings },
    });
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopped ??= server.stop().then(remove);
      return stopped;
    };
    return { ...server, superuser, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}
