import { realpath } from "node:fs/promises";
import { findPostmaster, stopPostmaster } from "./postmaster.ts";
import type { Postmaster } from "./postmaster-pid.ts";
import { isAlive } from "./process.ts";
import { waitUntilReady } from "./readiness.ts";
import { type PostgresServerOptions, settingsMark, superuserAddress } from "./server.ts";

/**
 * Takes over the server that already runs in a data directory, as it does when the process that started it was killed.
 * One on another port or with other settings is stopped instead. One that refuses the superuser's password is left
 * alone: a new start would meet the same password.
 *
 * @returns the server to use; undefined when none runs (any more)
 * @throws Fault when it refuses the superuser, or can't be stopped
 */
export async function adoptRunningServer(options: PostgresServerOptions): Promise<Postmaster | undefined> {
  const directory = await realpath(options.dataDirectory).catch(() => undefined);
  const running = directory === undefined ? undefined : await findPostmaster(directory);
  if (directory === undefined || running === undefined) return undefined;

  const onWantedPort = options.port === 0 || options.port === running.port;
  if (onWantedPort) {
    const awaited = { pid: running.pid, dataDirectory: directory, address: superuserAddress(options, running.port) };
    const identity = await waitUntilReady(awaited, () => isAlive(running.pid));
    if (identity?.dataDirectory === directory && identity.settingsMark === settingsMark(options.settings)) {
      return running;
    }
  }
  options.onProgress?.("stopping the PostgreSQL server that ran before");
  await stopPostmaster(running.pid);
  return undefined;
}
