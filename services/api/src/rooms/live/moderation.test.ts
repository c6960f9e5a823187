import { CloseCode } from "@live-listen/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";
import { RoomClient } from "../../../test/room-client.ts";
import { addPerson, addRoom, enter, serveRooms, type TestPerson, type TestRooms } from "../../../test/rooms.ts";

const server = useTestServer();
let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

async function makeRoom({ db }: Pick<TestRooms, "db">) {
  const [ann, bob] = [await addPerson(db, "Ann"), await addPerson(db, "Bob")];
  return { ann, bob, room: await addRoom(db, ann) };
}

async function send(api: TestRooms, method: string, path: string, { token }: TestPerson): Promise<number> {
  const response = await fetch(api.origin + path, { method, headers: { authorization: `Bearer ${token}` } });
  return response.status;
}

async function tryToEnter(api: TestRooms, slug: string, { token }: TestPerson) {
  await using client = await RoomClient.connect(api.socketUrl);
  client.say({ type: "join", room: slug, token });
  return await client.closed;
}

describe("a person whom the host removes", () => {
  it("is told and put out of all its tabs, on every instance, and can't come back", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    await using a = await enter(one, room, ann);
    const tabs = [await enter(one, room, bob), await enter(two, room, bob)];
    await a.until(() => a.count === 2);
    expect(await send(one, "PUT", `/rooms/${room.slug}/removals/${bob.personId}`, ann)).toBe(204);
    for (const tab of tabs) {
      expect(await tab.closed).toEqual({ code: CloseCode.removed, reason: "removed by the host" });
      expect(tab.messages.at(-1)).toEqual({ type: "removed" });
    }
    await a.until(() => a.count === 1);
    for (const api of [one, two]) expect((await tryToEnter(api, room.slug, bob)).code).toBe(CloseCode.removed);
    expect(await a.chatOn("Peace")).toMatchObject({ type: "stored" });
  });

  it("may still enter other rooms", async () => {
    await using api = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(api);
    const other = await addRoom(api.db, ann);
    expect(await send(api, "PUT", `/rooms/${room.slug}/removals/${bob.personId}`, ann)).toBe(204);
    await using b = await enter(api, other, bob);
    expect(await b.chatOn("Hello")).toMatchObject({ type: "stored" });
  });
});

describe("a room that the host ends", () => {
  it("tells everybody and closes, on every instance, and lets nobody in any more", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    expect(await send(two, "POST", `/rooms/${room.slug}/end`, ann)).toBe(200);
    for (const client of [a, b]) {
      expect(await client.closed).toEqual({ code: CloseCode.roomEnded, reason: "the room has ended" });
      expect(client.messages.at(-1)).toEqual({ type: "ended" });
    }
    for (const api of [one, two]) expect((await tryToEnter(api, room.slug, ann)).code).toBe(CloseCode.roomEnded);
    await expect.poll(() => one.rooms.size + two.rooms.size).toBe(0);
  });

  it("stores nothing that comes too late", async () => {
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using a = await enter(api, room, ann);
    // Without a notification, as if it hadn't come yet.
    await api.db
      .updateTable("rooms")
      .set({ ended_at: new Date(Date.now() + 1_000) })
      .where("slug", "=", room.slug)
      .execute();
    expect(await a.chatOn("Too late")).toMatchObject({ type: "error", code: "closed" });
  });
});
