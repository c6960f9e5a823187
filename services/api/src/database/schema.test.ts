import type pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { createMemoryLog } from "../../test/memory-log.ts";
import { migrateDatabase } from "../../test/migrate.ts";
import { type EmptyDatabase, useTestServer } from "../../test/postgres.ts";
import { createDatabase, type Database } from "./database.ts";
import { NO_MIGRATION } from "./migrator.ts";
import { createPool } from "./pool.ts";

const server = useTestServer();

const HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
const SLUG = "abcdefghijklmnopqrstuv";

let database: EmptyDatabase;
let pool: pg.Pool;
let db: Database;

beforeEach(async () => {
  database = await server().createDatabase();
  await migrateDatabase(database, { direction: "up" });
  pool = createPool({ url: database.appUrl, applicationName: "test", log: createMemoryLog().log });
  db = createDatabase(pool);
});

afterEach(() => pool.end());

function addGuest(name = "Guest") {
  return db.insertInto("people").values({ display_name: name }).returningAll().executeTakeFirstOrThrow();
}

async function addRoom(slug = SLUG, hostId?: string) {
  const host_id = hostId ?? (await addGuest()).id;
  return await db
    .insertInto("rooms")
    .values({ slug, title: "A room", host_id })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function say(room_id: string, sequence: number, author_id: string | null = null) {
  return db
    .insertInto("messages")
    .values({ room_id, sequence, author_id, author_name: "A", text: "Hi" })
    .returningAll()
    .executeTakeFirstOrThrow();
}

describe("people", () => {
  it("are guests without email and password, or accounts with both", async () => {
    expect(await addGuest()).toMatchObject({ email: null, password_hash: null, created_at: expect.any(Date) });
    await db.insertInto("people").values({ display_name: "A", email: "a@b.c", password_hash: HASH }).execute();
    const half = db.insertInto("people").values({ display_name: "A", email: "x@b.c" });
    await expect(half.execute()).rejects.toThrow("people_guest_or_account");
  });

  it("share no email, whatever its case", async () => {
    await db
      .insertInto("people")
      .values({ display_name: "A", email: "Ann@Example.org", password_hash: HASH })
      .execute();
    const again = db.insertInto("people").values({ display_name: "B", email: "ann@example.ORG", password_hash: HASH });
    await expect(again.execute()).rejects.toThrow("people_email_unique");
  });

  it.each([
    ["an empty name", { display_name: "" }, "people_display_name_length"],
    ["an endless name", { display_name: "a".repeat(81) }, "people_display_name_length"],
    ["no email address", { display_name: "A", email: "nowhere", password_hash: HASH }, "people_email_form"],
    [
      "a password in plain",
      { display_name: "A", email: "a@b.c", password_hash: "secret" },
      "people_password_hash_algorithm",
    ],
  ])("can't have %s", async (_, values, constraint) => {
    await expect(db.insertInto("people").values(values).execute()).rejects.toThrow(constraint);
  });

  it("get keys that sort by time", async () => {
    const ids = [await addGuest(), await addGuest(), await addGuest()].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it("can't be deleted while they host a room, nor take along what they said", async () => {
    const [host, author] = [await addGuest(), await addGuest()];
    const room = await addRoom(SLUG, host.id);
    await say(room.id, 1, author.id);
    await expect(db.deleteFrom("people").where("id", "=", host.id).execute()).rejects.toThrow("rooms_host_id_fkey");
    await db.deleteFrom("people").where("id", "=", author.id).execute();
    expect(await db.selectFrom("messages").select(["author_id", "author_name", "text"]).execute()).toEqual([
      { author_id: null, author_name: "A", text: "Hi" },
    ]);
  });
});

describe("rooms", () => {
  it("are private unless said otherwise, and then hard to guess", async () => {
    expect(await addRoom()).toMatchObject({ is_private: true, last_sequence: "0", ended_at: null });
    await expect(addRoom("short")).rejects.toThrow("rooms_private_slug_unguessable");
    const { id } = await addGuest();
    await db.insertInto("rooms").values({ slug: "short", title: "T", host_id: id, is_private: false }).execute();
  });

  it("share no address", async () => {
    await addRoom();
    await expect(addRoom()).rejects.toThrow("rooms_slug_unique");
  });

  it("don't end before they began", async () => {
    const room = await addRoom();
    const end = (ended_at: Date) => db.updateTable("rooms").set({ ended_at }).where("id", "=", room.id).execute();
    await expect(end(new Date(0))).rejects.toThrow("rooms_ended_after_created");
    await end(new Date(room.created_at.getTime() + 1000));
  });

  it("take their messages along", async () => {
    const room = await addRoom();
    await say(room.id, 1);
    await db.deleteFrom("rooms").where("id", "=", room.id).execute();
    expect(await db.selectFrom("messages").selectAll().execute()).toEqual([]);
  });
});

describe("messages", () => {
  it("are numbered once in each room", async () => {
    const [one, two] = [await addRoom(), await addRoom(`${SLUG}2`)];
    await say(one.id, 1);
    await say(two.id, 1);
    await expect(say(one.id, 1)).rejects.toThrow("messages_sequence_unique");
    await expect(say(one.id, 0)).rejects.toThrow("messages_sequence_positive");
  });
});

describe("the migrations", () => {
  it("take everything back", async () => {
    expect((await migrateDatabase(database, { direction: "down", to: NO_MIGRATION })).outcome).toBe("succeeded");
    const { rows } = await pool.query(
      "select table_name from information_schema.tables where table_schema = 'live_listen' and table_name in ('people', 'rooms', 'messages', 'sessions')",
    );
    expect(rows).toEqual([]);
    expect((await migrateDatabase(database, { direction: "up" })).migrations).toEqual(Object.keys(migrations));
  });
});
