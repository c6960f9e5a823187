import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestEngine, unwrapped, WIRE_UNKNOWN } from "../../test-engine.ts";
import { makeTestBed, type TestBed } from "../../test-postgres.ts";

let bed: TestBed;
let engine: TestEngine;

beforeAll(async () => {
  bed = await makeTestBed();
  engine = bed.engine;
  await bed.sql("create role owner createdb; create role heir");
});

afterAll(() => bed[Symbol.asyncDispose]());

function subject(name: string) {
  return { type: "postgresql:index/database:Database", name };
}

async function create(name: string, given: Parameters<TestEngine["check"]>[1] = {}, by = engine) {
  const { inputs, failures } = await by.check(subject(name), { name, ...given });
  expect(failures).toEqual([]);
  const { id, state } = await by.create(subject(name), inputs);
  return { id, inputs, state };
}

async function diff(name: string, inputs: Parameters<TestEngine["create"]>[1], state: typeof inputs) {
  return engine.diff(subject(name), { inputs, oldInputs: inputs, state });
}

describe("postgresql.Database", () => {
  test("is made for its owner, tells what the server filled in, and is at rest", async () => {
    const database = await create("app", { owner: "owner" });
    expect(database).toEqual({
      id: "app",
      inputs: { name: "app", owner: "owner", connectionLimit: -1, allowConnections: true, alterObjectOwnership: false },
      state: {
        ...database.inputs,
        template: "template0",
        encoding: "UTF8",
        lcCollate: "C",
        lcCtype: "C",
        tablespaceName: "pg_default",
        isTemplate: false,
      },
    });
    expect(await engine.read(subject("app"), "app", database)).toEqual(database);
    expect((await diff("app", database.inputs, database.state)).getDiffsList()).toEqual([]);
    expect(await bed.sql("select current_database() as name", { database: "app" })).toEqual([{ name: "app" }]);
  });

  test("several are made at the same time", async () => {
    const names = ["one", "two", "three", "four"];
    const made = await Promise.all(names.map((name) => create(name)));
    expect(made.map(({ id }) => id)).toEqual(names);
  });

  test("keeps the program's words for what the server spells in another way", async () => {
    const words = {
      encoding: "utf-8",
      lcCollate: "POSIX",
      lcCtype: "DEFAULT",
      template: "DEFAULT",
      tablespaceName: "DEFAULT",
    };
    const database = await create("words", words);
    expect(database.state).toMatchObject(words);
    const found = await engine.read(subject("words"), "words", database);
    expect((await diff("words", database.inputs, found.state)).getDiffsList()).toEqual([]);
  });

  test("what is changed behind Pulumi's back is seen and repaired", async () => {
    const database = await create("drifting", { owner: "owner", connectionLimit: 7 });
    await bed.sql("alter database drifting owner to heir");
    await bed.sql("alter database drifting connection limit 1");
    await bed.sql("alter database drifting allow_connections false");
    const found = await engine.read(subject("drifting"), "drifting", database);
    const difference = await diff("drifting", database.inputs, found.state);
    expect(difference.getDiffsList()).toEqual(["owner", "connectionLimit", "allowConnections"]);
    expect(difference.getReplacesList()).toEqual([]);
    expect(await engine.update(subject("drifting"), "drifting", database.inputs, found.state)).toEqual(database.state);
  });

  test("is renamed in place with what is in it", async () => {
    const database = await create("before");
    await bed.sql("create table kept ()", { database: "before" });
    const state = await engine.update(
      subject("before"),
      "before",
      { ...database.inputs, name: "after" },
      database.state,
    );
    expect(state.name).toBe("after");
    expect(await bed.sql("select from kept", { database: "after" })).toEqual([]);
  });

  test("a new owner gets what the old one had in it, when that is asked for", async () => {
    const database = await create("estate", { owner: "owner" });
    await bed.sql("create table house (); alter table house owner to owner", { database: "estate" });
    const inputs = { ...database.inputs, owner: "heir", alterObjectOwnership: true };
    expect(await engine.update(subject("estate"), "estate", inputs, database.state)).toMatchObject({ owner: "heir" });
    const owners = "select tableowner from pg_tables where tablename = 'house'";
    expect(await bed.sql(owners, { database: "estate" })).toEqual([{ tableowner: "heir" }]);
  });

  test("its locale, encoding and template can't be changed: another one replaces it, and needs its name", async () => {
    const database = await create("fixed", { lcCollate: "C" });
    for (const change of [
      { lcCollate: "C.UTF-8" },
      { lcCtype: "C.UTF-8" },
      { encoding: "LATIN1" },
      { template: "template1" },
    ]) {
      const difference = await diff("fixed", { ...database.inputs, ...change }, database.state);
      expect(difference.getReplacesList()).toEqual(Object.keys(change));
      expect(difference.getDeletebeforereplace()).toBe(true);
    }
  });

  test("is imported by its name", async () => {
    await bed.sql("create database found owner heir connection limit 5");
    const { id, inputs, state } = await engine.read(subject("found"), "found");
    expect(id).toBe("found");
    expect(inputs).toMatchObject({ name: "found", owner: "heir", connectionLimit: 5 });
    const asked = await engine.check(subject("found"), { name: "found", owner: "heir", connectionLimit: 5 });
    expect((await diff("found", asked.inputs, state)).getDiffsList()).toEqual([]);
  });

  test("is dropped although somebody is in it, and although it is a template", async () => {
    const database = await create("busy", { isTemplate: true });
    const sleeping = bed.sql("select pg_sleep(60)", { database: "busy" }).catch((error: Error) => error.message);
    const sleepers = "select from pg_stat_activity where datname = 'busy' and state = 'active'";
    await expect.poll(() => bed.sql(sleepers), { timeout: 10_000 }).toHaveLength(1);
    await engine.delete(subject("busy"), "busy", database.state);
    expect(await sleeping).toMatch(/terminat/);
    expect((await engine.read(subject("busy"), "busy", database)).id).toBe("");
    await engine.delete(subject("busy"), "busy", database.state);
  });

  test("one that exists already is refused, with the command that imports it", async () => {
    await create("twice");
    await expect(create("twice")).rejects.toThrow(
      /already exists\): import it with "pulumi import .*Database twice twice"/,
    );
  });

  test("an owner that is missing is named", async () => {
    await expect(create("orphan", { owner: "nobody-here" })).rejects.toThrow(
      /^PostgreSQL refused to create the database "orphan" \(role "nobody-here" does not exist\): create what is missing/,
    );
  });

  test("previews what only the server can tell as unknown", async () => {
    const { state } = await engine.create(
      subject("planned"),
      { name: "planned", owner: WIRE_UNKNOWN },
      { preview: true },
    );
    expect(state).toMatchObject({ name: "planned", owner: WIRE_UNKNOWN, encoding: WIRE_UNKNOWN });
  });

  test("is made and dropped by a user who is no superuser, for a role that the user manages", async () => {
    await bed.sql("create role manager login createrole createdb password 'm'");
    const options = { ...bed.configuration, username: "manager", password: "m", superuser: "false" };
    await using manager = await TestEngine.connect(bed.provider.port, "postgresql", options);
    const role = { type: "postgresql:index/role:Role", name: "tenant" };
    const { inputs } = await manager.check(role, { name: "tenant" });
    await manager.create(role, unwrapped(inputs));
    const database = await create("tenancy", { owner: "tenant" }, manager);
    await manager.delete(subject("tenancy"), "tenancy", database.state);
    const memberships = "select from pg_auth_members where member = 'manager'::regrole and set_option";
    expect(await bed.sql(memberships)).toEqual([]);
  });

  test("when the engine goes away in the middle, nothing of it is left", async () => {
    // Makes the server wait in the middle of the statement: CREATE DATABASE writes to this table, and nobody may while it is locked so.
    const held = bed.sql("begin; lock table pg_database in share mode; select pg_sleep(3)");
    const lock = "select from pg_locks where relation = 'pg_database'::regclass and mode = 'ShareLock' and granted";
    await expect.poll(async () => (await bed.sql(lock)).length, { timeout: 20_000 }).toBe(1);
    const abort = new AbortController();
    const { inputs } = await engine.check(subject("unheard"), { name: "unheard" });
    const making = engine
      .create(subject("unheard"), inputs, { abort: abort.signal })
      .catch((error: Error) => error.message);
    const waiting = "select from pg_stat_activity where application_name = 'pulumi' and wait_event_type = 'Lock'";
    await expect.poll(async () => (await bed.sql(waiting)).length, { timeout: 20_000 }).toBe(1);
    abort.abort();
    expect(await making).toMatch(/cancel/i);
    await held;
    const left = "select from pg_database where datname = 'unheard'";
    await expect
      .poll(
        async () => {
          const active = await bed.sql(
            "select from pg_stat_activity where application_name = 'pulumi' and state = 'active'",
          );
          return [active.length, (await bed.sql(left)).length];
        },
        { timeout: 20_000 },
      )
      .toEqual([0, 0]);
  });
});
