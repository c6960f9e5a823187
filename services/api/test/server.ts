import type { Release } from "@live-listen/protocol";
import pg from "pg";
import { type AppDependencies, createApp } from "../src/app.ts";
import { createDatabase } from "../src/database/database.ts";
import { createAccessTokens } from "../src/identity/access-tokens.ts";
import { createAccounts } from "../src/identity/accounts.ts";
import { Lifecycle } from "../src/lifecycle.ts";
import { LiveRooms } from "../src/rooms/live/live-rooms.ts";
import { type RunningServer, startServer } from "../src/server.ts";
import { SOCKET_LIMITS, type SocketLimits } from "../src/socket/limits.ts";
import { Sockets } from "../src/socket/sockets.ts";
import { createMemoryLog } from "./memory-log.ts";

export const WEB_URL = "http://localhost:3000";
export const API_URL = "http://localhost:3001";
export const JWT_SECRET = "jwt-canary-0123456789abcdef0123456789";

/** Reachable by nobody. */
const NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/nowhere";

/** A release of no importance. */
export const RELEASE: Release = {
  version: "1.2.3",
  commit: "abc123",
  schema: { oldest: "0001-first", newest: "0002-second" },
};

/** Makes the app without a database. */
export function createTestApp(changes: Partial<AppDependencies> & { limits?: Partial<SocketLimits> } = {}) {
  const { limits, ...dependencies } = changes;
  const { log, lines, text } = createMemoryLog();
  const lifecycle = new Lifecycle();
  const sockets = new Sockets({ ...SOCKET_LIMITS, ...limits });
  const db = createDatabase(new pg.Pool({ connectionString: NOWHERE }));
  const tokens = createAccessTokens({ secret: JWT_SECRET, previousSecret: undefined, apiUrl: API_URL });
  const app = createApp({
    environment: "local",
    release: RELEASE,
    webUrl: WEB_URL,
    apiUrl: API_URL,
    log,
    lifecycle,
    sockets,
    db,
    accounts: createAccounts(db, tokens),
    rooms: new LiveRooms({ db, url: NOWHERE, applicationName: "test", log }),
    checkDatabase: async () => [{ name: "database", ok: true }],
    ...dependencies,
  });
  return { app, log, lines, text, lifecycle, sockets };
}

/** The app on a real port, stopped when the test lets go of it (`await using`). */
export interface TestApi extends AsyncDisposable, ReturnType<typeof createTestApp> {
  readonly server: RunningServer;
  readonly origin: string;
  readonly socketUrl: string;
}

/** Serves a test app on a real port. */
export async function serveTestApp(made: ReturnType<typeof createTestApp> = createTestApp()): Promise<TestApi> {
  const { app, log, lifecycle, sockets } = made;
  const server = await startServer({ app, webUrl: WEB_URL, lifecycle, sockets, log, host: "127.0.0.1", port: 0 });
  return {
    ...made,
    server,
    origin: `http://127.0.0.1:${server.port}`,
    socketUrl: `ws://127.0.0.1:${server.port}/socket`,
    async [Symbol.asyncDispose]() {
      await server.stop(0);
    },
  };
}
