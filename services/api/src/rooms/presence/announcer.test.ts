import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { createMemoryLog } from "../../../test/memory-log.ts";
import { type EmptyDatabase, query, useTestServer } from "../../../test/postgres.ts";
import { createDatabase } from "../../database/database.ts";
import { createPool } from "../../database/pool.ts";
import { NotificationListener } from "../notifications/listener.ts";
import { decodeNotification, type Notification, ROOMS_CHANNEL } from "../notifications/notification.ts";
import { PresenceAnnouncer } from "./announcer.ts";

const server = useTestServer();
let database: EmptyDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase(server());
});

/** An instance of which nothing runs by itself. */
function createInstance({ url = database.appUrl, lifetimeMilliseconds = 60_000 } = {}) {
  const { log, lines } = createMemoryLog();
  const pool = createPool({ url, applicationName: "test", log });
  const people = new Map<string, { room: string; person: string; name: string }>();
  const instance = randomUUID();
  const announcer = new PresenceAnnouncer({
    db: createDatabase(pool),
    instance,
    lifetimeMilliseconds,
    nameOf: (room, person) => people.get(`${room} ${person}`)?.name,
    everybody: () => people.values(),
    log,
  });
  return {
    instance,
    announcer,
    lines,
    come(room: string, person: string, name: string) {
      people.set(`${room} ${person}`, { room, person, name });
      announcer.touch(room, person);
    },
    go(room: string, person: string) {
      people.delete(`${room} ${person}`);
      announcer.touch(room, person);
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function written() {
  return await query(
    database.superuserUrl,
    "select room_id as room, instance_id as instance, person_id as person, display_name as name from live_listen.presences order by 4",
  );
}

describe("an announcer", () => {
  it("writes who is here, and what has changed since, in one go", async () => {
    await using one = createInstance();
    await one.announcer.beat();
    const [room, other] = [randomUUID(), randomUUID()];
    const people = Array.from({ length: 400 }, (_, index) => ({ id: randomUUID(), name: `P${1000 + index}` }));
    for (const { id, name } of people) one.come(room, id, name);
    one.come(other, people[0]?.id ?? "", "P1000");
    await one.announcer.flush();
    expect(await written()).toHaveLength(401);
    for (const { id } of people.slice(2)) one.go(room, id);
    one.come(room, people[1]?.id ?? "", "Renamed");
    await one.announcer.flush();
    expect((await written()).map(({ name }) => name)).toEqual(["P1000", "P1000", "Renamed"]);
  });

  it("tells the others whom to look at", async () => {
    await using one = createInstance();
    const heard: (Notification | undefined)[] = [];
    const { log, lines } = createMemoryLog();
    const listener = new NotificationListener({
      url: database.appUrl,
      applicationName: "test",
      channel: ROOMS_CHANNEL,
      log,
      onPayload: (payload) => heard.push(decodeNotification(payload)),
      onListening: () => {},
    });
    listener.start();
    await expect.poll(() => lines.length).toBe(1);
    await one.announcer.beat();
    const [room, ann, bob] = [randomUUID(), randomUUID(), randomUUID()];
    one.come(room, ann, "Ann");
    one.come(room, bob, "Bob");
    await one.announcer.flush();
    await one.announcer.leave();
    await expect
      .poll(() => heard)
      .toEqual([
        { kind: "presence", room, instance: one.instance, people: [ann, bob] },
        { kind: "gone", instance: one.instance },
      ]);
    expect(await written()).toEqual([]);
    await listener.stop();
  });

  it("writes nothing before it has said that it lives, and nothing after it has left", async () => {
    await using one = createInstance();
    one.come(randomUUID(), randomUUID(), "Ann");
    await one.announcer.flush();
    expect(await written()).toEqual([]);
    await one.announcer.beat();
    await one.announcer.flush();
    expect(await written()).toHaveLength(1);
    await one.announcer.leave();
    one.come(randomUUID(), randomUUID(), "Bob");
    await one.announcer.flush();
    await one.announcer.beat();
    expect(await written()).toEqual([]);
    expect(await query(database.superuserUrl, "select from live_listen.instances")).toEqual([]);
  });

  it("buries those that have died, and is written again when it was buried alive", async () => {
    await using one = createInstance();
    await using two = createInstance({ lifetimeMilliseconds: 0 });
    const [room, ann] = [randomUUID(), randomUUID()];
    await one.announcer.beat();
    one.come(room, ann, "Ann");
    await one.announcer.flush();
    await two.announcer.beat();
    expect(await written()).toEqual([]);
    expect(two.lines).toContainEqual(expect.objectContaining({ instances: expect.arrayContaining([one.instance]) }));
    // With the next change, which can't be written, or with the next sign of life.
    one.come(room, randomUUID(), "Bob");
    await one.announcer.flush();
    await one.announcer.flush();
    expect((await written()).map(({ name }) => name)).toEqual(["Ann", "Bob"]);
    await two.announcer.beat();
    await one.announcer.beat();
    await one.announcer.flush();
    expect((await written()).map(({ name }) => name)).toEqual(["Ann", "Bob"]);
  });

  it("keeps what it can't write, complains once, and never throws", async () => {
    await using one = createInstance();
    await one.announcer.beat();
    const [room, ann] = [randomUUID(), randomUUID()];
    const complaints = () => one.lines.filter(({ msg }) => msg === "presence can't be written, it is tried again");
    process.kill(server().pid, "SIGKILL");
    // The processes behind connections that are open already live on for a moment.
    await expect
      .poll(async () => {
        one.come(room, ann, "Ann");
        await one.announcer.flush();
        return complaints();
      })
      .toHaveLength(1);
    for (let time = 0; time < 3; time += 1) await one.announcer.flush();
    await one.announcer.beat();
    expect(complaints()).toHaveLength(1);
    await server().startAgain();
    await one.announcer.beat();
    await one.announcer.flush();
    expect((await written()).map(({ name }) => name)).toEqual(["Ann"]);
  });
});

describe("the tables of presence", () => {
  it("are unlogged, so that a recovered database has nobody in it", async () => {
    const rows = await query(
      database.superuserUrl,
      "select relname from pg_class where relpersistence = 'u' and relkind = 'r' order by 1",
    );
    expect(rows).toEqual([{ relname: "instances" }, { relname: "presences" }]);
  });
});
