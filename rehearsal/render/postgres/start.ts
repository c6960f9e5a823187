import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "../../fault.ts";
import { type PostgresServer, type PostgresServerOptions, startPostgresServer } from "../../postgres/index.ts";

const ATTEMPTS = 10;
const PAUSE_MILLISECONDS = 500;

/**
 * Starts a server, also where the process that was making its data was killed a moment ago: the `initdb` that it ran goes
 * on for a second, writing into the folder that the start clears away.
 *
 * @throws Fault as `startPostgresServer` does
 */
export async function startServer(options: PostgresServerOptions): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostgresServer(options);
    } catch (error) {
      if (codeOf(error) !== "ENOTEMPTY" || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
