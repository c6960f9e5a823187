import { type ChatMessage, isRoomSlug, MAXIMUM_TITLE_LENGTH } from "@live-listen/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createMigratedDatabase, errorOf } from "../../../test/accounts.ts";
import { type EmptyDatabase, query, useTestServer } from "../../../test/postgres.ts";
import { addPerson, addRoom, enter, serveRooms, type TestPerson, type TestRooms } from "../../../test/rooms.ts";
import { listedRoomSchema, messagesPageSchema, roomsPageSchema } from "./schema.ts";

const server = useTestServer();
let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

async function send(api: TestRooms, method: string, path: string, person?: TestPerson, body?: unknown) {
  const response = await fetch(api.origin + path, {
    method,
    headers: {
      ...(person === undefined ? {} : { authorization: `Bearer ${person.token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

describe("POST /rooms", () => {
  it("makes a private room under an address that nobody guesses, unless it is to be public", async () => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db, "Ann");
    const { status, headers, body } = await send(api, "POST", "/rooms", ann, { title: "  Late jazz " });
    expect(status).toBe(201);
    expect(listedRoomSchema.strict().parse(body)).toEqual({
      slug: expect.stringMatching(/^[\w-]{22}$/),
      title: "Late jazz",
      isPrivate: true,
      host: { id: ann.personId, name: "Ann" },
      createdAt: expect.any(String),
      endedAt: null,
      presentCount: 0,
    });
    expect(headers.get("location")).toBe(`/rooms/${body.slug}`);
    const open = await send(api, "POST", "/rooms", ann, { title: "Late jazz", isPrivate: false });
    expect(open.body).toMatchObject({ isPrivate: false, slug: expect.stringMatching(/^late-jazz-[a-z0-9]{6}$/) });
    expect((await send(api, "GET", headers.get("location") ?? "")).body).toEqual(body);
  });

  it.each<[string, unknown]>([
    ["no title", {}],
    ["an empty title", { title: "  " }],
    ["an endless title", { title: "x".repeat(MAXIMUM_TITLE_LENGTH + 1) }],
    ["a title of two lines", { title: "a\nb" }],
    ["a title that can't be stored", { title: "a\u0000b" }],
    ["half of a character", { title: "a\ud800" }],
    ["a privacy that is none", { title: "a", isPrivate: "no" }],
  ])("refuses %s", async (_, body) => {
    await using api = await serveRooms(database);
    const answer = await send(api, "POST", "/rooms", await addPerson(api.db), body);
    expect(answer).toMatchObject({ status: 400, body: errorOf("invalid_request") });
  });

  it("takes a title of the greatest length in any script, and public rooms of the same title", async () => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db);
    for (const title of ["語".repeat(MAXIMUM_TITLE_LENGTH), "𝄞".repeat(MAXIMUM_TITLE_LENGTH / 2), "Same", "Same"]) {
      const { status, body } = await send(api, "POST", "/rooms", ann, { title, isPrivate: false });
      expect([status, body.title, isRoomSlug(body.slug)]).toEqual([201, title, true]);
    }
  });

  it("needs somebody, and no more often than the limit", async () => {
    await using api = await serveRooms(database);
    expect(await send(api, "POST", "/rooms", undefined, { title: "a" })).toMatchObject({
      status: 401,
      body: errorOf("not_signed_in"),
    });
    const ann = await addPerson(api.db);
    const answers = [];
    for (let count = 0; count < 21; count += 1) answers.push(await send(api, "POST", "/rooms", ann, { title: "a" }));
    expect(answers.at(-2)?.status).toBe(201);
    expect(answers.at(-1)).toMatchObject({ status: 429, body: errorOf("too_many_requests") });
    expect((await send(api, "POST", "/rooms", await addPerson(api.db), { title: "a" })).status).toBe(201);
  });
});

describe("GET /rooms", () => {
  it("lists the open public rooms page by page, the newest first, for everybody", async () => {
    await using api = await serveRooms(await createMigratedDatabase(server()));
    const ann = await addPerson(api.db, "Ann");
    const slugs: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      slugs.unshift((await addRoom(api.db, ann, { title: `Open ${count}`, isPrivate: false })).slug);
      await addRoom(api.db, ann, { title: "Private" });
    }
    const ended = await addRoom(api.db, ann, { title: "Ended", isPrivate: false });
    await send(api, "POST", `/rooms/${ended.slug}/end`, ann);
    const found: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const { body } = await send(api, "GET", `/rooms?limit=3${next === "" ? "" : `&after=${next}`}`);
      const page = roomsPageSchema.strict().parse(body);
      expect(page.rooms.length).toBeLessThanOrEqual(3);
      found.push(...page.rooms.map(({ slug }) => slug));
      next = page.next;
    }
    expect(found).toEqual(slugs);
  });

  it("says how many people are in each, a person with several tabs being one", async () => {
    await using api = await serveRooms(await createMigratedDatabase(server()));
    const [ann, bob] = [await addPerson(api.db), await addPerson(api.db)];
    const room = await addRoom(api.db, ann, { isPrivate: false });
    await using _a = await enter(api, room, ann);
    await using _b = await enter(api, room, bob);
    await using _tab = await enter(api, room, bob);
    await expect.poll(async () => (await send(api, "GET", "/rooms")).body.rooms[0].presentCount).toBe(2);
    expect((await send(api, "GET", `/rooms/${room.slug}`)).body.presentCount).toBe(2);
  });

  it.each(["limit=0", "limit=101", "limit=x", "after=nonsense", "after="])("refuses ?%s", async (search) => {
    await using api = await serveRooms(database);
    expect(await send(api, "GET", `/rooms?${search}`)).toMatchObject({ status: 400, body: errorOf("invalid_request") });
  });
});

describe("a room that isn't there", () => {
  it.each([
    ["GET", "/rooms/SLUG"],
    ["GET", "/rooms/SLUG/messages"],
    ["POST", "/rooms/SLUG/end"],
    ["PUT", "/rooms/SLUG/removals/0190d9a4-8d6c-7000-8000-000000000000"],
  ])("is answered the same way at %s %s, whatever its slug looks like", async (method, path) => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db);
    const messages = new Set<string>();
    for (const slug of ["AAAAAAAAAAAAAAAAAAAAAA", "jazz-234567", "x", "a%00b", "%F0%9F%8E%B5", "x".repeat(300)]) {
      const answer = await send(api, method, path.replace("SLUG", slug), ann);
      expect(answer).toMatchObject({ status: 404, body: errorOf("room_not_found") });
      messages.add(answer.body.error.message);
    }
    expect(messages.size).toBe(1);
  });
});

describe("GET /rooms/{slug}/messages", () => {
  it("reads backwards, page by page, what was said, also after the end", async () => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db, "Ann");
    const room = await addRoom(api.db, ann);
    await using client = await enter(api, room, ann);
    for (let count = 1; count <= 25; count += 1) await client.chatOn(String(count));
    await send(api, "POST", `/rooms/${room.slug}/end`, ann);
    const pages: ChatMessage[][] = [];
    let before: number | null = 0;
    while (before !== null) {
      const search: string = before === 0 ? "" : `&before=${before}`;
      const { status, body } = await send(api, "GET", `/rooms/${room.slug}/messages?limit=10${search}`, ann);
      expect(status).toBe(200);
      const page = messagesPageSchema.strict().parse(body);
      pages.unshift(page.messages);
      before = page.next;
    }
    expect(pages.map(({ length }) => length)).toEqual([5, 10, 10]);
    expect(pages.flat()).toEqual(client.chat);
  });

  it("is empty where nothing was said", async () => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db);
    const { slug } = await addRoom(api.db, ann);
    for (const search of ["", "?before=1", `?before=${Number.MAX_SAFE_INTEGER}`]) {
      expect((await send(api, "GET", `/rooms/${slug}/messages${search}`, ann)).body).toEqual({
        messages: [],
        next: null,
      });
    }
  });

  it("isn't for those who were put out, nor for nobody", async () => {
    await using api = await serveRooms(database);
    const [ann, bob] = [await addPerson(api.db), await addPerson(api.db)];
    const { slug } = await addRoom(api.db, ann);
    await send(api, "PUT", `/rooms/${slug}/removals/${bob.personId}`, ann);
    expect(await send(api, "GET", `/rooms/${slug}/messages`, bob)).toMatchObject({
      status: 403,
      body: errorOf("removed"),
    });
    expect((await send(api, "GET", `/rooms/${slug}/messages`)).status).toBe(401);
  });

  it.each(["limit=0", "limit=101", "before=0", "before=x", "before=1e99"])("refuses ?%s", async (search) => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db);
    const { slug } = await addRoom(api.db, ann);
    const answer = await send(api, "GET", `/rooms/${slug}/messages?${search}`, ann);
    expect(answer).toMatchObject({ status: 400, body: errorOf("invalid_request") });
  });
});

describe("what only the host may do", () => {
  it("is refused to everybody else", async () => {
    await using api = await serveRooms(database);
    const [ann, bob] = [await addPerson(api.db), await addPerson(api.db)];
    const { slug } = await addRoom(api.db, ann);
    for (const [method, path] of [
      ["POST", `/rooms/${slug}/end`],
      ["PUT", `/rooms/${slug}/removals/${ann.personId}`],
    ] as const) {
      expect(await send(api, method, path, bob)).toMatchObject({ status: 403, body: errorOf("not_host") });
      expect((await send(api, method, path)).status).toBe(401);
    }
    expect((await send(api, "GET", `/rooms/${slug}`)).body.endedAt).toBeNull();
  });

  it("ends a room once: again, it changes nothing", async () => {
    await using api = await serveRooms(database);
    const ann = await addPerson(api.db);
    const { slug } = await addRoom(api.db, ann);
    const first = await send(api, "POST", `/rooms/${slug}/end`, ann);
    expect(first.status).toBe(200);
    expect(z.iso.datetime().safeParse(first.body.endedAt).success).toBe(true);
    expect((await send(api, "POST", `/rooms/${slug}/end`, ann)).body).toEqual(first.body);
    expect((await send(api, "GET", `/rooms/${slug}`)).body).toEqual(first.body);
  });

  it("removes people who exist, once, and never the host", async () => {
    await using api = await serveRooms(database);
    const [ann, bob] = [await addPerson(api.db), await addPerson(api.db)];
    const { slug } = await addRoom(api.db, ann);
    const remove = (id: string) => send(api, "PUT", `/rooms/${slug}/removals/${id}`, ann);
    for (let time = 0; time < 2; time += 1) expect((await remove(bob.personId)).status).toBe(204);
    expect(
      await query(database.superuserUrl, "select from live_listen.removals where person_id = $1", [bob.personId]),
    ).toHaveLength(1);
    for (const id of [ann.personId, ann.personId.toUpperCase()]) {
      expect(await remove(id)).toMatchObject({ status: 400, body: errorOf("host_stays") });
    }
    expect(await remove("0190d9a4-8d6c-7000-8000-000000000000")).toMatchObject({
      status: 404,
      body: errorOf("person_not_found"),
    });
    expect(await remove("nobody")).toMatchObject({ status: 400, body: errorOf("invalid_request") });
  });
});
