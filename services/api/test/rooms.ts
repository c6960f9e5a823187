import { createDatabase, type Database } from "../src/database/database.ts";
import { createPool } from "../src/database/pool.ts";
import { createAccessTokens } from "../src/identity/access-tokens.ts";
import { createAccounts } from "../src/identity/accounts.ts";
import type { AccessTokens, Identity } from "../src/identity/identity.ts";
import { createRoom, type NewRoom } from "../src/rooms/directory/create-room.ts";
import { ROOM_LIMITS, type RoomLimits } from "../src/rooms/live/limits.ts";
import { LiveRooms } from "../src/rooms/live/live-rooms.ts";
import type { SocketLimits } from "../src/socket/limits.ts";
import { createMemoryLog } from "./memory-log.ts";
import type { EmptyDatabase } from "./postgres.ts";
import { RoomClient } from "./room-client.ts";
import { API_URL, createTestApp, JWT_SECRET, serveTestApp, type TestApi } from "./server.ts";

/** Limits under which a test needn't wait: nobody talks too fast, and ticks are short. */
export const QUICK_LIMITS: RoomLimits = {
  ...ROOM_LIMITS,
  presenceTickMilliseconds: 25,
  chatRate: { burst: 1_000, perSecond: 1_000 },
  waitingMessages: 1_000,
  beatMilliseconds: 200,
  lifetimeMilliseconds: 1_000,
  feed: { ...ROOM_LIMITS.feed, deliveryMilliseconds: 5, retryMilliseconds: 50 },
};

/** Tokens of the test's environment. */
export const TOKENS: AccessTokens = createAccessTokens({
  secret: JWT_SECRET,
  previousSecret: undefined,
  apiUrl: API_URL,
});

/** An instance of the API over a database, with its rooms. */
export interface TestRooms extends TestApi {
  readonly db: Database;
  readonly rooms: LiveRooms;
}

/** What a test may change about an instance. */
export interface TestRoomsOptions {
  readonly limits?: Partial<RoomLimits>;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly tokens?: AccessTokens;
  /** Whether the log's lines are kept, as they are unless this is false. */
  readonly isLogKept?: boolean;
}

/** Serves an instance until the test lets go of it (`await using`). */
export async function serveRooms(database: EmptyDatabase, options: TestRoomsOptions = {}): Promise<TestRooms> {
  const { limits, socketLimits, tokens = TOKENS, isLogKept = true } = options;
  const memory = createMemoryLog();
  if (!isLogKept) memory.log.level = "silent";
  const pool = createPool({ url: database.appUrl, applicationName: "test", log: memory.log });
  const db = createDatabase(pool);
  const rooms = new LiveRooms({
    db,
    url: database.appUrl,
    applicationName: "test",
    log: memory.log,
    limits: { ...QUICK_LIMITS, ...limits },
  });
  const made = createTestApp({
    db,
    rooms,
    accounts: createAccounts(db, tokens),
    log: memory.log,
    limits: { messageBurst: 1_000_000, ...socketLimits },
  });
  const api = await serveTestApp(made);
  rooms.start();
  return {
    ...api,
    db,
    rooms,
    lines: memory.lines,
    async [Symbol.asyncDispose]() {
      await Promise.all([api.server.stop(1_000), rooms.stop()]);
      await pool.end();
    },
  };
}

/** Somebody with a token. */
export interface TestPerson extends Identity {
  readonly token: string;
}

/** Makes a guest with a token. */
export async function addPerson(db: Database, displayName = "Ann", tokens = TOKENS): Promise<TestPerson> {
  const { id } = await db
    .insertInto("people")
    .values({ display_name: displayName })
    .returning("id")
    .executeTakeFirstOrThrow();
  const identity: Identity = { personId: id, displayName, kind: "guest" };
  return { ...identity, token: (await tokens.issue(identity)).token };
}

/** Makes a room. */
export async function addRoom(db: Database, host: Identity, values: Partial<NewRoom> = {}) {
  return await createRoom(db, {
    title: "A room",
    isPrivate: true,
    host: { id: host.personId, name: host.displayName },
    ...values,
  });
}

/** Enters a room on an instance. */
export function enter(
  api: Pick<TestApi, "socketUrl">,
  room: { readonly slug: string },
  { token }: TestPerson,
  resume?: number,
) {
  return RoomClient.join(api.socketUrl, { room: room.slug, token, ...(resume === undefined ? {} : { resume }) });
}
