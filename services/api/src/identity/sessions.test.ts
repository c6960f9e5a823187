import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../test/accounts.ts";
import { createMemoryLog } from "../../test/memory-log.ts";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { createDatabase } from "../database/database.ts";
import { createPool } from "../database/pool.ts";
import { People } from "./people.ts";
import { MOST_SESSIONS_OF_A_PERSON, Sessions } from "./sessions.ts";

const server = useTestServer();

let database: EmptyDatabase;
let pool: pg.Pool;
let sessions: Sessions;
let personId: string;
beforeEach(async () => {
  database = await createMigratedDatabase(server());
  pool = createPool({ url: database.appUrl, applicationName: "test", log: createMemoryLog().log });
  sessions = new Sessions(createDatabase(pool));
  ({ personId } = await new People(createDatabase(pool)).addGuest("Ann"));
});
afterEach(() => pool.end());

async function countSessions(): Promise<number> {
  const rows = await query<{ count: string }>(database.ownerUrl, "select count(*) from live_listen.sessions");
  return Number(rows[0]?.count);
}

function insertSessions(count: number, expiresAt: string): Promise<unknown> {
  return query(
    database.ownerUrl,
    `insert into live_listen.sessions (person_id, token_hash, created_at, expires_at)
     select $1, sha256(i::text::bytea), now() - interval '31 days', ${expiresAt} from generate_series(1, $2::int) i`,
    [personId, count],
  );
}

describe("sessions", () => {
  it("that are expired go as new ones come, some at a time, so that the table never grows by them", async () => {
    await insertSessions(25, "now() - interval '1 second'");
    const { personId: other } = await new People(createDatabase(pool)).addGuest("Bob");
    const counts = [];
    for (let begun = 1; begun <= 3; begun += 1) {
      await sessions.begin(other);
      counts.push(await countSessions());
    }
    expect(counts).toEqual([16, 7, 3]);
  });

  it("of one person are limited in number: the one nearest to its end makes room", async () => {
    const oldest = await sessions.begin(personId);
    await query(database.ownerUrl, "update live_listen.sessions set expires_at = now() + interval '1 day'");
    const second = await sessions.begin(personId);
    for (let begun = 2; begun <= MOST_SESSIONS_OF_A_PERSON; begun += 1) await sessions.begin(personId);
    expect(await countSessions()).toBe(MOST_SESSIONS_OF_A_PERSON);
    expect(await sessions.rotate(oldest.token)).toEqual({ kind: "unknown" });
    expect(await sessions.rotate(second.token)).toMatchObject({ kind: "rotated", identity: { personId } });
  });

  it("go with their person", async () => {
    const { token } = await sessions.begin(personId);
    await query(database.ownerUrl, "delete from live_listen.people where id = $1", [personId]);
    expect(await sessions.rotate(token)).toEqual({ kind: "unknown" });
    expect(await countSessions()).toBe(0);
  });

  it("are rotated one use after the other, so that uses at the same moment all get the same token", async () => {
    const { token } = await sessions.begin(personId);
    const holder = new pg.Client({ connectionString: database.ownerUrl });
    await holder.connect();
    await holder.query("begin; select from live_listen.sessions for update");
    const rotations = [1, 2, 3, 4, 5].map(() => sessions.rotate(token));
    await expect
      .poll(() => query(database.superuserUrl, "select from pg_stat_activity where wait_event_type = 'Lock'"))
      .toHaveLength(5);
    await holder.query("commit");
    const [first, ...others] = await Promise.all(rotations);
    expect(first).toMatchObject({ kind: "rotated", refresh: { token: expect.any(String) } });
    for (const other of others) expect(other).toEqual(first);
    await holder.end();
  });

  it("are rotated with another salt each time, without which the token before would be as good as the one after", async () => {
    const salts = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      await sessions.rotate((await sessions.begin(personId)).token);
    }
    const rows = await query<{ rotation_salt: Buffer }>(
      database.ownerUrl,
      "select rotation_salt from live_listen.sessions",
    );
    for (const { rotation_salt } of rows) salts.add(rotation_salt.toString("hex"));
    expect(salts.size).toBe(3);
  });

  it("aren't harmed by a database that breaks off in the middle: the cookie is good either way", async () => {
    const { token } = await sessions.begin(personId);
    const holder = new pg.Client({ connectionString: database.ownerUrl });
    await holder.connect();
    await holder.query("begin; select from live_listen.sessions for update");
    const rotation = sessions.rotate(token);
    const failed = expect(rotation).rejects.toThrow();
    await expect
      .poll(() => query(database.superuserUrl, "select from pg_stat_activity where wait_event_type = 'Lock'"))
      .toHaveLength(1);
    await query(
      database.superuserUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'",
    );
    await failed;
    await holder.end();
    expect(await sessions.rotate(token)).toMatchObject({ kind: "rotated", identity: { personId } });
  });
});

describe("the table of sessions", () => {
  it.each([
    ["no hash", "sha256('a') || 'a'", "now() + interval '1 day'", "null", "sessions_token_hash_length"],
    [
      "an end before its beginning",
      "sha256('a')",
      "now() - interval '1 day'",
      "null",
      "sessions_expire_after_creation",
    ],
    ["half a rotation", "sha256('a')", "now() + interval '1 day'", "sha256('b')", "sessions_rotated_or_not"],
  ])("holds none with %s", async (_, hash, expiresAt, previous, constraint) => {
    const insert = query(
      database.ownerUrl,
      `insert into live_listen.sessions (person_id, token_hash, expires_at, previous_token_hash)
       values ($1, ${hash}, ${expiresAt}, ${previous})`,
      [personId],
    );
    await expect(insert).rejects.toThrow(constraint);
  });
});
