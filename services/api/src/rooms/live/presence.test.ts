import { beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";
import { addPerson, addRoom, enter, serveRooms, type TestPerson, type TestRooms } from "../../../test/rooms.ts";

const server = useTestServer();
let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

async function people({ db }: Pick<TestRooms, "db">, ...names: string[]): Promise<TestPerson[]> {
  return await Promise.all(names.map((name) => addPerson(db, name)));
}

describe("presence", () => {
  it("shows who is here, on both of two instances, as they come and go", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const [ann, bob, cem] = (await people(one, "Ann", "Bob", "Cem")) as [TestPerson, TestPerson, TestPerson];
    const room = await addRoom(one.db, ann);
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    const c = await enter(two, room, cem);
    for (const client of [a, b]) {
      await client.until(() => client.names.length === 3);
      expect(client.names).toEqual(["Ann", "Bob", "Cem"]);
      expect(client.count).toBe(3);
    }
    c.vanish();
    for (const client of [a, b]) {
      await client.until(() => client.names.length === 2);
      expect(client.names).toEqual(["Ann", "Bob"]);
    }
    await using late = await enter(one, room, cem);
    expect(late.joined.presence.people.map(({ name }) => name).sort()).toEqual(["Ann", "Bob"]);
  });

  it("is there at once for the first who enters a room on an instance", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const [ann, bob] = (await people(one, "Ann", "Bob")) as [TestPerson, TestPerson];
    const room = await addRoom(one.db, ann);
    await using _a = await enter(one, room, ann);
    await expect
      .poll(() => one.db.selectFrom("presences").select("display_name").where("person_id", "=", ann.personId).execute())
      .toEqual([{ display_name: "Ann" }]);
    await using b = await enter(two, room, bob);
    expect(b.joined.presence).toEqual({ count: 1, people: [{ id: ann.personId, name: "Ann" }] });
  });

  it("of one person is one, however many tabs are open, on whatever instance", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const [ann, bob] = (await people(one, "Ann", "Bob")) as [TestPerson, TestPerson];
    const room = await addRoom(one.db, ann);
    await using watching = await enter(one, room, bob);
    const tabs = [await enter(one, room, ann), await enter(one, room, ann), await enter(two, room, ann)];
    await watching.until(() => watching.names.length === 2);
    await expect
      .poll(() => one.db.selectFrom("presences").select("instance_id").where("person_id", "=", ann.personId).execute())
      .toHaveLength(2);
    for (const tab of tabs.slice(0, 2)) tab.vanish();
    await expect
      .poll(() => one.db.selectFrom("presences").select("instance_id").where("person_id", "=", ann.personId).execute())
      .toHaveLength(1);
    expect(watching.count).toBe(2);
    expect(watching.all("presence").flatMap(({ disappeared }) => disappeared)).toEqual([]);
    tabs[2]?.vanish();
    await watching.until(() => watching.count === 1);
    expect(watching.names).toEqual(["Bob"]);
  });

  it("comes in batches, and only so many by name, the host always among them", async () => {
    await using api = await serveRooms(database, { limits: { shownPeople: 5, presenceTickMilliseconds: 100 } });
    const crowd = await people(api, ...Array.from({ length: 30 }, (_, index) => `P${index}`));
    const [host, ...guests] = crowd as [TestPerson, ...TestPerson[]];
    const room = await addRoom(api.db, host);
    const clients = await Promise.all(guests.map((guest) => enter(api, room, guest)));
    const [watching] = clients;
    if (watching === undefined) throw new Error("nobody");
    await watching.until(() => watching.count === 29);
    await using _host = await enter(api, room, host);
    await watching.until(() => watching.count === 30);
    expect(watching.names).toHaveLength(6);
    expect(watching.names).toContain("P0");
    expect(watching.all("presence").length).toBeLessThan(15);
    // Whoever leaves the list makes room for another.
    for (const client of clients.slice(1, 20)) client.vanish();
    await watching.until(() => watching.count === 11);
    expect(watching.names).toHaveLength(6);
    for (const client of clients.slice(20)) client.vanish();
    await watching.until(() => watching.count === 2);
    expect(watching.names.sort()).toEqual(["P0", "P1"]);
    watching.vanish();
  });

  it("ends at once with the instance that stops, for everybody on the others", async () => {
    await using one = await serveRooms(database, { limits: { lifetimeMilliseconds: 60_000 } });
    const two = await serveRooms(database);
    const [ann, bob] = (await people(one, "Ann", "Bob")) as [TestPerson, TestPerson];
    const room = await addRoom(one.db, ann);
    await using a = await enter(one, room, ann);
    await using b = await enter(two, room, bob);
    await a.until(() => a.count === 2);
    await two[Symbol.asyncDispose]();
    expect((await b.closed).code).toBe(1012);
    await a.until(() => a.count === 1);
    expect(a.names).toEqual(["Ann"]);
  });

  it("is announced again by an instance that the others took for dead", async () => {
    await using one = await serveRooms(database);
    await using two = await serveRooms(database);
    const [ann, bob] = (await people(one, "Ann", "Bob")) as [TestPerson, TestPerson];
    const room = await addRoom(one.db, ann);
    await using a = await enter(one, room, ann);
    await using _b = await enter(two, room, bob);
    await a.until(() => a.count === 2);
    // As the tables are after a crash of the database, which empties those that are unlogged.
    await one.db.deleteFrom("instances").execute();
    await expect.poll(async () => (await one.db.selectFrom("presences").select("person_id").execute()).length).toBe(2);
    await using late = await enter(one, room, (await addPerson(one.db, "Cem")) as TestPerson);
    await late.until(() => late.count === 3);
    expect(late.names).toEqual(["Ann", "Bob", "Cem"]);
  });
});
