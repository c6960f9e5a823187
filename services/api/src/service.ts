import { setTimeout as sleep } from "node:timers/promises";
import type { Release } from "@live-listen/protocol";
import { createApp } from "./app.ts";
import { createDatabase } from "./database/database.ts";
import { createPool } from "./database/pool.ts";
import { checkDatabase } from "./database/readiness.ts";
import { DatabaseWatch } from "./database/watch.ts";
import { createAccessTokens } from "./identity/access-tokens.ts";
import { createAccounts } from "./identity/accounts.ts";
import { Lifecycle } from "./lifecycle.ts";
import type { Log } from "./log/log.ts";
import { LiveRooms } from "./rooms/live/live-rooms.ts";
import { startServer } from "./server.ts";
import { Sockets } from "./socket/sockets.ts";
import type { ApiVariables } from "./variables.ts";

/** Time in which a stopping process finishes what it has begun; Render kills it 30 seconds after asking it to stop. */
export const STOP_DEADLINE_MILLISECONDS = 25_000;

/** Part of that time kept for closing the pool. */
const POOL_DEADLINE_MILLISECONDS = 2_000;

/** How often a starting process looks whether its database is there. */
const START_POLL_MILLISECONDS = 250;

/** The running API. */
export interface Service {
  readonly port: number;
  /**
   * Resolves when the process is ready for the first time, or told to stop before that.
   *
   * @throws {ForeignDatabase} when the database belongs to another environment, or to none.
   */
  readonly ready: Promise<void>;
  /** Stops gracefully, within {@link STOP_DEADLINE_MILLISECONDS}; calling it again waits for the same end. */
  stop(): Promise<void>;
}

/** Starts the API. It listens at once and is healthy as soon as its database is there. */
export async function startService(variables: ApiVariables, release: Release, log: Log): Promise<Service> {
  const { APP_ENV: environment, DATABASE_URL: url, WEB_URL: webUrl, API_URL: apiUrl } = variables;
  const lifecycle = new Lifecycle();
  const sockets = new Sockets();
  const pool = createPool({ url, applicationName: `live-listen-api/${release.version}`, log });
  const watch = new DatabaseWatch(() => checkDatabase(pool, environment, release.schema), log);
  const database = createDatabase(pool);
  const { JWT_SECRET: secret, JWT_SECRET_PREVIOUS: previousSecret } = variables;
  const accounts = createAccounts(database, createAccessTokens({ secret, previousSecret, apiUrl }));
  const rooms = new LiveRooms({ db: database, url, applicationName: `live-listen-api/${release.version}`, log });
  const app = createApp({
    environment,
    release,
    webUrl,
    apiUrl,
    log,
    lifecycle,
    sockets,
    db: database,
    accounts,
    rooms,
    checkDatabase: watch.checks,
  });
  const server = await startServer({
    app,
    webUrl,
    lifecycle,
    sockets,
    log,
    // On a developer's machine nobody else has any business here; a platform's proxy comes from outside.
    host: environment === "local" ? "127.0.0.1" : undefined,
    port: variables.PORT,
  });
  log.info({ environment, release: release.version, commit: release.commit, port: server.port }, "listening");

  async function stop(): Promise<void> {
    lifecycle.markStopping();
    log.info({ sockets: sockets.size }, "stopping");
    const [finished] = await Promise.all([
      server.stop(STOP_DEADLINE_MILLISECONDS - POOL_DEADLINE_MILLISECONDS),
      rooms.stop(),
    ]);
    if (!finished) log.warn("requests still under way at the deadline were cut off");
    await Promise.race([pool.end(), sleep(POOL_DEADLINE_MILLISECONDS, undefined, { ref: false })]);
    log.info("stopped");
  }

  let stopped: Promise<void> | undefined;
  return {
    port: server.port,
    // Not before: the rooms write down who is in them, and the database could be another environment's.
    ready: becomeReady(watch, lifecycle).then(() => rooms.start()),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function becomeReady(watch: DatabaseWatch, lifecycle: Lifecycle): Promise<void> {
  while (!lifecycle.stopping) {
    const { checks, foreign } = await watch.look();
    if (foreign !== undefined) throw foreign;
    if (checks.every(({ ok }) => ok)) {
      lifecycle.markStarted();
      return;
    }
    await sleep(START_POLL_MILLISECONDS);
  }
}
