import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestEngine, unwrapped, WIRE_UNKNOWN, wireSecret } from "../../test-engine.ts";
import { makeTestBed, type TestBed } from "../../test-postgres.ts";

const SECRET = "canary-'pass\\word\"";

let bed: TestBed;
let engine: TestEngine;

beforeAll(async () => {
  bed = await makeTestBed();
  engine = bed.engine;
});

afterAll(() => bed[Symbol.asyncDispose]());

function subject(name: string) {
  return { type: "postgresql:index/role:Role", name };
}

/** Checks and creates, as an update does. */
async function create(name: string, given: Parameters<TestEngine["check"]>[1] = {}) {
  const { inputs, failures } = await engine.check(subject(name), { name, ...given });
  expect(failures).toEqual([]);
  const plain = unwrapped(inputs);
  const created = await engine.create(subject(name), plain);
  return { id: created.id, inputs: plain, state: unwrapped(created.state), wire: created.state };
}

async function changes(name: string, inputs: Parameters<TestEngine["create"]>[1], state: typeof inputs) {
  return (await engine.diff(subject(name), { inputs, oldInputs: inputs, state })).getDiffsList();
}

describe("postgresql.Role", () => {
  test("is made as asked for, logs in with its password, and its state is at rest", async () => {
    const role = await create("owner", { login: true, createRole: true, createDatabase: true, password: SECRET });
    expect(role.id).toBe("owner");
    expect(role.wire.password).toEqual(wireSecret(SECRET));
    const [row] = await bed.sql(
      "select rolcanlogin, rolcreaterole, rolcreatedb, rolsuper, rolinherit from pg_roles where rolname = 'owner'",
    );
    expect(row).toEqual({
      rolcanlogin: true,
      rolcreaterole: true,
      rolcreatedb: true,
      rolsuper: false,
      rolinherit: true,
    });
    const login = { database: "postgres", user: "owner", password: SECRET };
    expect(await bed.sql("select current_user", login)).toEqual([{ current_user: "owner" }]);
    const found = await engine.read(subject("owner"), role.id, role);
    expect(unwrapped(found.state)).toEqual(role.state);
    expect(unwrapped(found.inputs)).toEqual(role.inputs);
    expect(await changes("owner", role.inputs, role.state)).toEqual([]);
  });

  test("has every option that it is given", async () => {
    await bed.sql("create role readers; create role writers; create role boss");
    const given = {
      superuser: true,
      inherit: false,
      replication: true,
      bypassRowLevelSecurity: true,
      connectionLimit: 3,
      validUntil: "2031-01-02",
      roles: ["writers", "readers"],
      searchPaths: ["app", 'Odd "one"'],
      statementTimeout: 1_500,
      idleInTransactionSessionTimeout: 0,
      assumeRole: "boss",
    };
    const role = await create("everything", given);
    const found = await engine.read(subject("everything"), role.id, role);
    expect(unwrapped(found.state)).toMatchObject({ ...given, roles: ["readers", "writers"] });
    expect(await changes("everything", role.inputs, unwrapped(found.state))).toEqual([]);
    const [row] = await bed.sql<{ rolconfig: string[] }>("select rolconfig from pg_roles where rolname = 'everything'");
    expect(row?.rolconfig).toEqual(['search_path=app, "Odd ""one"""', "statement_timeout=1500", "role=boss"]);
  });

  test("what is changed behind Pulumi's back is seen, the password as well, and repaired", async () => {
    const role = await create("drifting", { login: true, password: SECRET, connectionLimit: 5, roles: [] });
    await bed.sql(
      "alter role drifting nologin connection limit 9 createrole password 'by hand'; grant pg_monitor to drifting; alter role drifting set statement_timeout = '1min'",
    );
    const found = await engine.read(subject("drifting"), role.id, role);
    const state = unwrapped(found.state);
    expect(await changes("drifting", role.inputs, state)).toEqual([
      "password",
      "login",
      "createRole",
      "connectionLimit",
      "roles",
      "statementTimeout",
    ]);
    const repaired = unwrapped(await engine.update(subject("drifting"), role.id, role.inputs, state));
    const again = await engine.read(subject("drifting"), role.id, { state: repaired, inputs: role.inputs });
    expect(unwrapped(again.state)).toEqual(role.state);
    await bed.sql("select", { database: "postgres", user: "drifting", password: SECRET });
  });

  test("is renamed in place, its password still good, and found by its new name", async () => {
    const role = await create("before", { login: true, password: SECRET });
    const inputs = { ...role.inputs, name: "after" };
    const difference = await engine.diff(subject("before"), { inputs, oldInputs: role.inputs, state: role.state });
    expect(difference.getReplacesList()).toEqual([]);
    const state = unwrapped(await engine.update(subject("before"), role.id, inputs, role.state));
    expect((await engine.read(subject("before"), role.id, { state, inputs })).id).toBe("after");
    await bed.sql("select", { database: "postgres", user: "after", password: SECRET });
  });

  test("loses its password when the program no longer gives one", async () => {
    const role = await create("silent", { login: true, password: SECRET });
    const { password: _, ...inputs } = role.inputs;
    await engine.update(subject("silent"), role.id, inputs, role.state);
    const login = { database: "postgres", user: "silent", password: SECRET };
    await expect(bed.sql("select", login)).rejects.toThrow(/authentication failed/);
  });

  test("is imported by its name, and then only lacks its password", async () => {
    await bed.sql("create role found login connection limit 2 password 'unknown to us'");
    const { id, inputs, state } = await engine.read(subject("found"), "found");
    expect({ id, inputs }).toEqual({ id: "found", inputs: { name: "found", login: true, connectionLimit: 2 } });
    const checked = await engine.check(subject("found"), { ...inputs, password: SECRET });
    expect(await changes("found", unwrapped(checked.inputs), unwrapped(state))).toEqual(["password"]);
  });

  test("one that is gone is answered without an id, and needs no deleting", async () => {
    expect((await engine.read(subject("nobody"), "nobody")).id).toBe("");
    await engine.delete(subject("nobody"), "nobody", {});
  });

  test("one that exists already is refused, with the command that imports it", async () => {
    await create("twice", { password: SECRET });
    const refused = await create("twice", { password: SECRET }).catch((error: Error) => error.message);
    expect(refused).toMatch(
      /^PostgreSQL refused to create the role "twice" \(role "twice" already exists\): import it with "pulumi import .* postgresql:index\/role:Role twice twice", or drop it\.$/,
    );
  });

  test("one that can't be made in full is not made at all", async () => {
    await expect(create("half", { roles: ["does-not-exist"] })).rejects.toThrow(/create what is missing first/);
    expect(await bed.sql("select from pg_roles where rolname = 'half'")).toEqual([]);
    await expect(create("half", { validUntil: "someday" })).rejects.toThrow(/invalid input syntax/);
  });

  test("at its deletion what it owns in the database goes to the user", async () => {
    const role = await create("leaving", { login: true, createDatabase: true });
    await bed.sql("create table kept (); alter table kept owner to leaving; grant create on schema public to leaving");
    await engine.delete(subject("leaving"), role.id, role.state);
    expect(await bed.sql("select tableowner from pg_tables where tablename = 'kept'")).toEqual([
      { tableowner: "admin" },
    ]);
    expect(await bed.sql("select from pg_roles where rolname = 'leaving'")).toEqual([]);
  });

  test("at its deletion it can be told to leave things, and says what is in the way", async () => {
    const role = await create("staying", {});
    await bed.sql("create table theirs (); alter table theirs owner to staying");
    await expect(
      engine.delete(subject("staying"), role.id, { ...role.state, skipReassignOwned: true }),
    ).rejects.toThrow(
      /^PostgreSQL refused to drop the role "staying" .*owner of table theirs.*remove what depends on it/,
    );
    await engine.delete(subject("staying"), role.id, { ...role.state, skipDropRole: true });
    expect(await bed.sql("select tableowner from pg_tables where tablename = 'theirs'")).toEqual([
      { tableowner: "admin" },
    ]);
    expect(await bed.sql("select from pg_roles where rolname = 'staying'")).toHaveLength(1);
  });

  test.each([
    [{ name: "" }, /^name must not be empty/],
    [{ name: "é".repeat(32) }, /^name must not be longer than 63 bytes/],
    [{ connectionLimit: -2 }, /^connectionLimit must be at least -1/],
    [{ encryptedPassword: false }, /^encryptedPassword must be one of true|^encryptedPassword must be true/],
    [{ passwordWo: SECRET }, /^passwordWo is not served here: use password/],
    [{ searchPaths: ["a, b"] }, /^searchPaths\[0\] must not hold ", "/],
    [{ login: "yes" }, /^login is invalid: expected boolean, received string/],
    [{ pasword: SECRET }, /^pasword is no property of postgresql:index\/role:Role/],
    [{ password: 12 }, /^password is invalid: expected string/],
  ])("refuses %j, without repeating what it was given", async (given, reason) => {
    const { failures } = await engine.check(subject("refused"), { name: "refused", ...given });
    expect(failures).toEqual([expect.stringMatching(reason)]);
    expect(failures.join()).not.toContain("canary");
  });

  test("gets a name when it has none, the same in preview and update", async () => {
    const first = await engine.check(subject("nameless"), {}, { seed: "one" });
    expect(first.inputs.name).toMatch(/^nameless-[0-9a-f]{7}$/);
    expect(await engine.check(subject("nameless"), {}, { seed: "one" })).toEqual(first);
    expect((await engine.check(subject("nameless"), {}, { seed: "two", olds: first.inputs })).inputs).toEqual(
      first.inputs,
    );
  });

  test("previews with a password that is not known yet, and makes nothing", async () => {
    const { inputs, failures } = await engine.check(subject("planned"), { name: "planned", password: WIRE_UNKNOWN });
    expect(failures).toEqual([]);
    const { state } = await engine.create(subject("planned"), unwrapped(inputs), { preview: true });
    expect(state).toMatchObject({ name: "planned", password: wireSecret(WIRE_UNKNOWN) });
    expect(await bed.sql("select from pg_roles where rolname = 'planned'")).toEqual([]);
  });

  test("no password is in the server's log or in what is told of the calls", async () => {
    expect(await bed.log()).toContain("create role");
    expect(await bed.log()).not.toContain("canary");
    expect(bed.calls).toContainEqual({
      method: "Create",
      type: "postgresql:index/role:Role",
      urn: "urn:pulumi:test::project::postgresql:index/role:Role::owner",
      name: "owner",
    });
    expect(JSON.stringify(bed.calls)).not.toContain("canary");
  });
});

describe("as a user who is no superuser", () => {
  test("roles are made, changed and dropped, with what they own", async () => {
    await bed.sql("create role manager login createrole password 'm'");
    await bed.sql("create database managed owner manager");
    const options = {
      ...bed.configuration,
      username: "manager",
      password: "m",
      database: "managed",
      superuser: "false",
    };
    await using manager = await TestEngine.connect(bed.provider.port, "postgresql", options);
    const { inputs } = await manager.check(subject("team"), { name: "team", login: true, password: SECRET });
    const created = await manager.create(subject("team"), unwrapped(inputs));
    const state = unwrapped(created.state);
    const updated = await manager.update(subject("team"), "team", { ...state, connectionLimit: 4 }, state);
    await bed.sql("create schema own authorization team", { database: "managed" });
    await manager.delete(subject("team"), "team", unwrapped(updated));
    expect(await bed.sql("select from pg_roles where rolname = 'team'")).toEqual([]);
    const schemas = "select nspowner::regrole::text as owner from pg_namespace where nspname = 'own'";
    expect(await bed.sql(schemas, { database: "managed" })).toEqual([{ owner: "manager" }]);
  });

  test("a password that may not be looked at is a fault with its cure, or is left unchecked", async () => {
    await bed.sql("create role clerk login createrole password 'c'");
    const role = await create("unchecked", { login: true, password: SECRET });
    const options = { ...bed.configuration, username: "clerk", password: "c" };
    await using strict = await TestEngine.connect(bed.provider.port, "postgresql", options);
    await expect(strict.read(subject("unchecked"), role.id, role)).rejects.toThrow(
      /run "pulumi config set postgresql:superuser false" to leave it unchecked/,
    );
    await using lenient = await TestEngine.connect(bed.provider.port, "postgresql", { ...options, superuser: "false" });
    expect(unwrapped((await lenient.read(subject("unchecked"), role.id, role)).state)).toEqual(role.state);
  });
});
