import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { type EmptyDatabase, query, useTestServer } from "../../../test/postgres.ts";
import { addPerson, addRoom, enter, serveRooms, type TestRooms } from "../../../test/rooms.ts";
import { ROOM_LIMITS } from "./limits.ts";

const server = useTestServer();
let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

function count(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

async function makeRoom({ db }: Pick<TestRooms, "db">) {
  const [ann, bob] = [await addPerson(db, "Ann"), await addPerson(db, "Bob")];
  return { ann, bob, room: await addRoom(db, ann) };
}

describe("chat", () => {
  it("reaches everybody, its author too, in the same order on both of two instances", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    for (const text of count(1, 50)) {
      a.chatOff(`a${text}`);
      b.chatOff(`b${text}`);
    }
    for (const client of [a, b]) await client.until(() => client.chat.length === 100);
    expect(a.chat).toEqual(b.chat);
    expect(a.chat.map(({ sequence }) => sequence)).toEqual(count(1, 100).map(Number));
    // What one person says stays in the order in which it was said.
    expect(a.texts.filter((text) => text.startsWith("a"))).toEqual(count(1, 50).map((text) => `a${text}`));
    expect(b.texts.filter((text) => text.startsWith("b"))).toEqual(count(1, 50).map((text) => `b${text}`));
    const times = a.chat.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  it("has author and time from the server, and is stored before it is acknowledged", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    const id = randomUUID();
    const stored = await client.chatOn("Tab\tand\nline, and 𝄞", id);
    expect(stored).toEqual({ type: "stored", id, sequence: 1, at: expect.any(String) });
    const rows = await api.db.selectFrom("messages").selectAll().where("id", "=", id).execute();
    expect(rows).toMatchObject([
      { sequence: "1", author_id: ann.personId, author_name: "Ann", text: "Tab\tand\nline, and 𝄞" },
    ]);
    await client.until(() => client.chat.length === 1);
    expect(client.chat).toEqual([
      {
        sequence: 1,
        id,
        author: { id: ann.personId, name: "Ann" },
        text: "Tab\tand\nline, and 𝄞",
        at: stored.type === "stored" ? stored.at : "",
      },
    ]);
  });

  it("is stored once, however often and wherever it is sent again, and gets the same answer", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, room } = await makeRoom(one);
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, ann);
    const id = randomUUID();
    const answers = await Promise.all([a.chatOn("Once", id), b.chatOn("Once", id)]);
    answers.push(await a.chatOn("Once", id), await b.chatOn("Once", id));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await a.chatOn("Next")).toMatchObject({ sequence: 2 });
    for (const client of [a, b]) {
      await client.until(() => client.chat.length >= 2);
      expect(client.texts).toEqual(["Once", "Next"]);
    }
  });

  it("isn't stored under the id of somebody else's message, or of one in another room", async () => {
    await using api = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(api);
    const other = await addRoom(api.db, ann);
    await using a = await enter(api, room, ann);
    await using b = await enter(api, room, bob);
    await using elsewhere = await enter(api, other, ann);
    const id = randomUUID();
    await a.chatOn("Mine", id);
    expect(await b.chatOn("Stolen", id)).toMatchObject({ type: "error", code: "id_taken", id });
    expect(await elsewhere.chatOn("Moved", id)).toMatchObject({ type: "error", code: "id_taken", id });
    // The refused ones left no gap.
    expect(await b.chatOn("Second")).toMatchObject({ sequence: 2 });
    expect(await elsewhere.chatOn("First")).toMatchObject({ sequence: 1 });
  });

  it.each([
    ["nothing visible", " \n\t "],
    ["a control character", "a\u0000b"],
    ["half of a character", "a\ud83d"],
  ])("with %s in it is refused, and the socket goes on", async (_, text) => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    expect(await client.chatOn(text)).toMatchObject({ type: "error", code: "invalid_text" });
    expect(await client.chatOn("Sorry")).toMatchObject({ type: "stored", sequence: 1 });
  });

  it("is slowed down by person, over all of one's sockets, and says when to go on", async () => {
    await using api = await serveRooms(database, { limits: { chatRate: { burst: 3, perSecond: 0.001 } } });
    const { ann, bob, room } = await makeRoom(api);
    await using first = await enter(api, room, ann);
    await using second = await enter(api, room, ann);
    await using other = await enter(api, room, bob);
    for (const client of [first, second, first]) expect(await client.chatOn("Hi")).toMatchObject({ type: "stored" });
    for (const client of [first, second]) {
      expect(await client.chatOn("Hi")).toMatchObject({ code: "too_fast", retryAfterMs: expect.any(Number) });
    }
    expect(await other.chatOn("Hi")).toMatchObject({ type: "stored", sequence: 4 });
    first.vanish();
    await using back = await enter(api, room, ann);
    expect(await back.chatOn("Hi")).toMatchObject({ code: "too_fast" });
  });
});

describe("somebody who joins late", () => {
  it("gets the last 50 messages and everything after them, once", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    await using a = await enter(one, room, ann);
    for (const text of count(1, 70)) await a.chatOn(text);
    await using b = await enter(two, room, bob);
    expect(b.joined).toMatchObject({ sequence: 70, resumed: false });
    expect(b.joined.messages.map(({ text }) => text)).toEqual(count(21, 70));
    await a.chatOn("71");
    await b.until(() => b.texts.includes("71"));
    expect(b.texts).toEqual(count(21, 71));
  });

  it("gets messages of the greatest length in several frames, in order", async () => {
    await using api = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(api);
    await using a = await enter(api, room, ann);
    const longText = (text: string) => text.padEnd(4_000, "語");
    for (const text of count(1, 60)) await a.chatOn(longText(text));
    await using b = await enter(api, room, bob);
    await b.until(() => b.chat.length === 50);
    expect(b.texts).toEqual(count(11, 60).map(longText));
    expect(b.all("messages").length).toBeGreaterThan(0);
  });
});

describe("somebody who comes back", () => {
  it("misses nothing and gets nothing twice, also of what came from another instance in between", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    const a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    await a.chatOn("1");
    await b.chatOn("2");
    await a.until(() => a.chat.length === 2);
    a.vanish();
    for (const text of count(3, 400)) await b.chatOn(text);
    for (const api of [one, two]) {
      await using back = await enter(api, room, ann, a.chat.at(-1)?.sequence);
      expect(back.joined.resumed).toBe(true);
      await back.until(() => back.chat.length === 398);
      expect([...a.texts, ...back.texts]).toEqual(count(1, 400));
    }
  });

  it("gets what is said while it catches up, afterwards", async () => {
    await using api = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(api);
    await using b = await enter(api, room, bob);
    for (const text of count(1, 300)) await b.chatOn(text);
    for (const text of count(301, 400)) b.chatOff(text);
    await using back = await enter(api, room, ann, 0);
    await back.until(() => back.chat.length === 400);
    expect(back.texts).toEqual(count(1, 400));
  });

  it("is understood by an instance that hasn't heard yet of what it has", async () => {
    await using api = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(api);
    await using b = await enter(api, room, bob);
    await b.chatOn("1");
    // As another instance would, but without the notification, as if it hadn't come yet.
    await query(
      database.superuserUrl,
      `with room as (update live_listen.rooms set last_sequence = 2 where slug = $1 returning id)
       insert into live_listen.messages (room_id, sequence, author_name, text) select id, 2, 'Cem', '2' from room`,
      [room.slug],
    );
    await using back = await enter(api, room, ann, 2);
    expect(back.joined).toMatchObject({ resumed: true, sequence: 2, messages: [] });
    await b.until(() => b.chat.length === 2);
    await b.chatOn("3");
    await back.until(() => back.chat.length > 0);
    expect(back.texts).toEqual(["3"]);
    expect(b.texts).toEqual(count(1, 3));
  });

  it("begins anew when too much lies in between, or when the room has never been where it was", async () => {
    await using api = await serveRooms(database, {
      limits: { feed: { ...ROOM_LIMITS.feed, resumableMessages: 60 } },
    });
    const { ann, room } = await makeRoom(api);
    await using a = await enter(api, room, ann);
    for (const text of count(1, 70)) await a.chatOn(text);
    const resumed = await enter(api, room, ann, 10);
    await resumed.until(() => resumed.chat.length === 60);
    expect(resumed.joined.resumed).toBe(true);
    for (const resume of [9, 71, Number.MAX_SAFE_INTEGER]) {
      await using fresh = await enter(api, room, ann, resume);
      expect(fresh.joined.resumed).toBe(false);
      expect(fresh.joined.messages.map(({ text }) => text)).toEqual(count(21, 70));
    }
    await using upToDate = await enter(api, room, ann, 70);
    expect(upToDate.joined).toMatchObject({ resumed: true, sequence: 70, messages: [] });
    await resumed[Symbol.asyncDispose]();
  });
});
