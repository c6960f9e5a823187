import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CloseCode } from "@live-listen/protocol";
import { describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { startProcess, variablesOf } from "../../../test/api-process.ts";
import { query, useTestServer } from "../../../test/postgres.ts";
import type { RoomClient } from "../../../test/room-client.ts";
import { addPerson, addRoom, enter, serveRooms, type TestPerson, type TestRooms } from "../../../test/rooms.ts";

const server = useTestServer();

async function makeRoom({ db }: Pick<TestRooms, "db">) {
  const [ann, bob] = [await addPerson(db, "Ann"), await addPerson(db, "Bob")];
  return { ann, bob, room: await addRoom(db, ann) };
}

/** Says something until it is stored, as a page does: again, under the same id. */
async function insist(client: RoomClient, text: string): Promise<void> {
  const id = randomUUID();
  while ((await client.chatOn(text, id)).type !== "stored") await sleep(20);
}

describe("a database that is killed in the middle of a chat", () => {
  it("loses nothing that was acknowledged, and all goes on by itself once it is back", async () => {
    const database = await createMigratedDatabase(server());
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    await a.until(() => a.count === 2);
    const texts = Array.from({ length: 60 }, (_, index) => String(index));
    const talking = Promise.all(
      [a, b].map(async (client, index) => {
        for (const text of texts) await insist(client, `${index}-${text}`);
      }),
    );
    await a.until(() => a.chat.length > 20);
    process.kill(server().pid, "SIGKILL");
    await sleep(300);
    await server().startAgain();
    await talking;
    for (const client of [a, b]) {
      await client.until(() => client.chat.length === 120);
      expect(client.chat.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
      for (const index of [0, 1]) {
        expect(client.texts.filter((text) => text.startsWith(`${index}-`))).toEqual(
          texts.map((text) => `${index}-${text}`),
        );
      }
      const acknowledged = client.all("stored").map(({ id, sequence }) => ({ id, sequence }));
      expect(client.chat).toEqual(expect.arrayContaining(acknowledged.map((found) => expect.objectContaining(found))));
    }
    // The crash has emptied the tables of presence; both instances have written theirs again.
    await using late = await enter(one, room, await addPerson(one.db, "Cem"));
    await late.until(() => late.count === 3);
    expect(late.names).toEqual(["Ann", "Bob", "Cem"]);
  });

  it("lets nobody in as long as it is away, and says when to try again", async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    process.kill(server().pid, "SIGKILL");
    // The processes behind connections that are open already live on for a moment.
    await expect
      .poll(async () => {
        const client = await enter(api, room, ann).catch((error: Error) => error.message);
        return typeof client === "string" ? client : client[Symbol.asyncDispose]();
      })
      .toContain(`closed with ${CloseCode.tryAgainLater} (retry-after-ms=`);
    await server().startAgain();
    await using client = await enter(api, room, ann);
    expect(await client.chatOn("Back")).toMatchObject({ type: "stored" });
  });
});

describe("an instance that stops hearing the others", () => {
  it("catches up with everything as soon as it hears them again", async () => {
    const database = await createMigratedDatabase(server());
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const { ann, bob, room } = await makeRoom(one);
    const cem = await addPerson(one.db, "Cem");
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    await using c = await enter(two, room, cem);
    await a.until(() => a.count === 3);
    const listeners = "from pg_stat_activity where application_name = 'test listener' and state = 'idle'";
    for (let time = 0; time < 5; time += 1) {
      await query(database.superuserUrl, `select pg_terminate_backend(pid) ${listeners}`);
      await b.chatOn(`b${time}`);
      await a.chatOn(`a${time}`);
    }
    await expect.poll(() => query(database.superuserUrl, `select pid ${listeners}`)).toHaveLength(2);
    // Not by way of the API, so that nobody is notified.
    await query(
      database.superuserUrl,
      `with room as (update live_listen.rooms set last_sequence = 11 returning id),
            message as (insert into live_listen.messages (room_id, sequence, author_name, text)
                        select id, 11, 'Cem', 'unheard' from room),
            removal as (insert into live_listen.removals (room_id, person_id) select id, $1 from room)
       select pg_terminate_backend(pid) ${listeners}`,
      [cem.personId],
    );
    expect((await c.closed).code).toBe(CloseCode.removed);
    const said = [0, 1, 2, 3, 4].flatMap((time) => [`b${time}`, `a${time}`]);
    for (const client of [a, b]) {
      await client.until(() => client.chat.length === 11);
      expect(client.texts).toEqual([...said, "unheard"]);
      await client.until(() => client.count === 2);
    }
  });
});

describe("an instance that is killed", () => {
  it("leaves nobody behind in the room for long", async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database, { limits: { lifetimeMilliseconds: 7_000 } });
    const { ann, bob, room } = await makeRoom(api);
    await using a = await enter(api, room, ann);
    await using other = startProcess("src/main.ts", variablesOf(database));
    const { port } = await other.waitFor("listening");
    await other.waitFor("listening to the database");
    const url = { socketUrl: `ws://127.0.0.1:${port}/socket` };
    const b = await enter(url, room, bob);
    await a.until(() => a.count === 2);
    await b.chatOn("From a process of its own");
    await a.until(() => a.texts.length === 1);
    other.signal("SIGKILL");
    await b.closed;
    await a.until(() => a.count === 1);
    expect(a.names).toEqual(["Ann"]);
    expect(api.lines).toContainEqual(
      expect.objectContaining({ msg: "instances that died were removed from all rooms" }),
    );
  });

  it("and one that is told to stop leave differently: this one says so", async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database, { limits: { lifetimeMilliseconds: 60_000 } });
    const { ann, bob, room } = await makeRoom(api);
    await using a = await enter(api, room, ann);
    await using other = startProcess("src/main.ts", variablesOf(database));
    const { port } = await other.waitFor("listening");
    const b = await enter({ socketUrl: `ws://127.0.0.1:${port}/socket` }, room, bob);
    await a.until(() => a.count === 2);
    other.signal("SIGTERM");
    expect((await b.closed).code).toBe(CloseCode.serviceRestart);
    await a.until(() => a.count === 1);
    expect(await other.ended).toBe(0);
  });
});

describe("a socket that never reads", () => {
  async function flood(api: TestRooms, from: RoomClient): Promise<void> {
    const text = "x".repeat(4_000);
    while (api.sockets.size > 2) for (let count = 0; count < 10; count += 1) await from.chatOn(text);
  }

  it("is cut off, and keeps nobody else from anything", async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database, { socketLimits: { maximumBufferedBytes: 256 * 1024 } });
    const { ann, bob, room } = await makeRoom(api);
    const cem: TestPerson = await addPerson(api.db, "Cem");
    await using a = await enter(api, room, ann);
    await using b = await enter(api, room, bob);
    const stalled = await enter(api, room, cem);
    stalled.socket.pause();
    await flood(api, a);
    await a.until(() => a.count === 2);
    await b.until(() => b.chat.length === a.chat.length && b.count === 2);
    expect(b.chat).toEqual(a.chat);
    stalled.vanish();
  });

  it("is cut off as well while it is led up to the others", async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database, { socketLimits: { heartbeatMilliseconds: 500 } });
    const { ann, bob, room } = await makeRoom(api);
    await query(
      database.superuserUrl,
      `with room as (update live_listen.rooms set last_sequence = 2000 returning id)
       insert into live_listen.messages (room_id, sequence, author_name, text)
       select id, sequence, 'Ann', repeat('語', 4000) from room, generate_series(1, 2000) as sequence`,
    );
    await using a = await enter(api, room, ann);
    const stalled = await enter(api, room, bob, 0);
    stalled.socket.pause();
    await expect.poll(() => api.sockets.size, { timeout: 30_000 }).toBe(1);
    await a.until(() => a.count === 1);
    stalled.vanish();
  });
});

describe("a text frame that isn't UTF-8", () => {
  it("closes the socket with the code for it", async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database);
    const { ann, room } = await makeRoom(api);
    await using client = await enter(api, room, ann);
    client.socket.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
    expect((await client.closed).code).toBe(CloseCode.invalidText);
    await expect.poll(() => api.rooms.size).toBe(0);
  });
});
