import { CloseCode, MAXIMUM_MESSAGE_BYTES } from "@live-listen/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";
import { RoomClient } from "../../../test/room-client.ts";
import { addPerson, addRoom, enter, serveRooms, type TestRooms, TOKENS } from "../../../test/rooms.ts";
import { API_URL } from "../../../test/server.ts";
import { createAccessTokens } from "../../identity/access-tokens.ts";
import type { AccessTokens } from "../../identity/identity.ts";

const server = useTestServer();
let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

async function makeRoom({ db }: Pick<TestRooms, "db">) {
  const ann = await addPerson(db, "Ann");
  return { ann, room: await addRoom(db, ann, { title: "Evening" }) };
}

/** Tokens that end so many milliseconds after they are read: the first that is read, and all others. */
function tokensFor(first: number, later = first): AccessTokens {
  let milliseconds = first;
  return {
    issue: TOKENS.issue,
    async verify(token) {
      const expiresAt = new Date(Date.now() + milliseconds);
      milliseconds = later;
      return { ...(await TOKENS.verify(token)), expiresAt };
    },
  };
}

describe("joining", () => {
  it("answers with the room, oneself, and when the token ends", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    expect(client.joined).toEqual({
      type: "joined",
      room,
      you: { id: ann.personId, name: "Ann" },
      expiresAt: expect.any(String),
      presence: { count: 0, people: [] },
      sequence: 0,
      resumed: false,
      messages: [],
    });
    expect(client.messages.map(({ type }) => type).slice(0, 2)).toEqual(["hello", "joined"]);
  });

  it("goes along with pings, before and after", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using client = await RoomClient.connect(api.socketUrl);
    client.say({ type: "ping", id: 1 });
    client.say({ type: "join", room: room.slug, token: ann.token });
    client.say({ type: "ping", id: 2 });
    await client.next("joined");
    client.say({ type: "ping", id: 3 });
    await client.next("pong", 2);
    expect(client.all("pong").map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it.each([
    ["has the right form", "AAAAAAAAAAAAAAAAAAAAAA"],
    ["has a form that no slug has", "../../etc"],
    ["holds what the database can't", "a\u0000bc"],
    ["is empty", ""],
  ])("a room that isn't there is refused, the same way whether its slug %s", async (_, slug) => {
    await using api = await serveRooms(database);
    const { ann } = await makeRoom(api);
    await using client = await RoomClient.connect(api.socketUrl);
    client.say({ type: "join", room: slug, token: ann.token });
    expect(await client.closed).toEqual({ code: CloseCode.roomNotFound, reason: "no such room" });
  });

  it("is refused with a token that is forged, of another environment, or none at all", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    const secret = "another-secret-0123456789abcdef0123";
    const forged = createAccessTokens({ secret, previousSecret: undefined, apiUrl: API_URL });
    const [head, body, signature] = ann.token.split(".");
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url");
    for (const token of [
      (await forged.issue(ann)).token,
      `${head}.${body}.${signature?.split("").reverse().join("")}`,
      `${none}.${body}.`,
      "nonsense",
    ]) {
      await using client = await RoomClient.connect(api.socketUrl);
      client.say({ type: "join", room: room.slug, token });
      expect(await client.closed).toEqual({ code: CloseCode.unauthorized, reason: "the token is not valid" });
    }
    expect(api.rooms.size).toBe(0);
    expect(JSON.stringify(api.lines)).not.toContain(ann.token);
  });

  it("can be done once on a socket", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    client.say({ type: "join", room: room.slug, token: ann.token });
    expect(await client.closed).toEqual({ code: CloseCode.badMessage, reason: "joined already" });
    await using hasty = await RoomClient.connect(api.socketUrl);
    for (let time = 0; time < 2; time += 1) hasty.say({ type: "join", room: room.slug, token: ann.token });
    expect((await hasty.closed).code).toBe(CloseCode.badMessage);
    await expect.poll(() => api.rooms.size).toBe(0);
  });

  it("comes before everything but pings", async () => {
    await using api = await serveRooms(database);
    const { ann } = await makeRoom(api);
    await using chatting = await RoomClient.connect(api.socketUrl);
    chatting.chatOff("Hello?");
    expect(await chatting.closed).toEqual({ code: CloseCode.badMessage, reason: "join first" });
    await using renewing = await RoomClient.connect(api.socketUrl);
    renewing.say({ type: "renew", token: ann.token });
    expect(await renewing.closed).toEqual({ code: CloseCode.badMessage, reason: "join first" });
  });

  it("is waited for a while, unless the client pings", async () => {
    await using api = await serveRooms(database, { limits: { silenceMilliseconds: 50 } });
    await using pinging = await RoomClient.connect(api.socketUrl);
    pinging.say({ type: "ping", id: 1 });
    await using silent = await RoomClient.connect(api.socketUrl);
    expect(await silent.closed).toEqual({ code: CloseCode.joinTimeout, reason: "say something" });
    pinging.say({ type: "ping", id: 2 });
    await pinging.next("pong", 1);
  });

  it("of one person can't be done with any number of sockets", async () => {
    await using api = await serveRooms(database, { limits: { socketsPerPerson: 2 } });
    const { ann, room } = await makeRoom(api);
    await using _first = await enter(api, room, ann);
    const second = await enter(api, room, ann);
    await using third = await RoomClient.connect(api.socketUrl);
    third.say({ type: "join", room: room.slug, token: ann.token });
    expect((await third.closed).code).toBe(CloseCode.policyViolation);
    await second[Symbol.asyncDispose]();
    await expect
      .poll(async () => {
        await using fourth = await enter(api, room, ann).catch(() => undefined);
        return fourth?.joined.you.name;
      })
      .toBe("Ann");
  });

  it("leaves nobody behind when the client is gone before it is let in", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    for (let time = 0; time < 20; time += 1) {
      const client = await RoomClient.connect(api.socketUrl);
      client.say({ type: "join", room: room.slug, token: ann.token });
      client.vanish();
    }
    await expect.poll(() => api.sockets.size).toBe(0);
    await expect.poll(() => api.rooms.size).toBe(0);
  });

  it("takes text only, and no more than fits", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using binary = await enter(api, room, ann);
    binary.socket.send(Buffer.from([1, 2, 3]));
    expect((await binary.closed).code).toBe(CloseCode.unsupportedData);
    await using long = await enter(api, room, ann);
    long.socket.send("x".repeat(MAXIMUM_MESSAGE_BYTES + 1));
    expect((await long.closed).code).toBe(CloseCode.messageTooBig);
  });
});

describe("a token", () => {
  it("that ends takes the socket along", async () => {
    await using api = await serveRooms(database, { tokens: tokensFor(100) });
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    expect(await client.closed).toEqual({ code: CloseCode.unauthorized, reason: "the token has expired" });
    await expect.poll(() => api.rooms.size).toBe(0);
  });

  it("that has ended already lets nobody in", async () => {
    await using api = await serveRooms(database, { tokens: tokensFor(-1_000) });
    const { ann, room } = await makeRoom(api);
    await using client = await RoomClient.connect(api.socketUrl);
    client.say({ type: "join", room: room.slug, token: ann.token });
    expect((await client.closed).code).toBe(CloseCode.unauthorized);
  });

  it("can be renewed, which keeps the socket", async () => {
    await using api = await serveRooms(database, { tokens: tokensFor(1_000, 60_000) });
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    client.say({ type: "renew", token: (await TOKENS.issue(ann)).token });
    const { expiresAt } = await client.next("renewed");
    expect(expiresAt > client.joined.expiresAt).toBe(true);
    await expect.poll(() => Date.now(), { timeout: 5_000 }).toBeGreaterThan(Date.parse(client.joined.expiresAt) + 100);
    expect(await client.chatOn("Still here")).toMatchObject({ type: "stored" });
  });

  it("can't be renewed with somebody else's, or with none", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    for (const token of [(await addPerson(api.db, "Bob")).token, "nonsense"]) {
      await using client = await enter(api, room, ann);
      client.say({ type: "renew", token });
      expect((await client.closed).code).toBe(CloseCode.unauthorized);
    }
  });
});
