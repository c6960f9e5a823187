import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { postgresMajorVersion } from "../../postgres/index.ts";
import { POSTGRES, type TemporaryRender, temporaryRender } from "../test-render.ts";
import { query } from "./test-query.ts";

const connectionInfo = z.object({
  password: z.string(),
  internalConnectionString: z.string(),
  externalConnectionString: z.string(),
  psqlCommand: z.string(),
});

let render: TemporaryRender;
beforeAll(async () => {
  render = await temporaryRender();
});
afterAll(() => render[Symbol.asyncDispose]());

describe("an instance", () => {
  let id: string;
  let info: z.output<typeof connectionInfo>;
  beforeAll(async () => {
    id = await render.make("/postgres", POSTGRES);
    expect(await render.made(id)).toBe("available");
    info = connectionInfo.parse((await render.call("GET", `/postgres/${id}/connection-info`)).body);
  });

  test("is answered at once, with all that it was made with and before it can be used", async () => {
    const answer = await render.call("POST", "/postgres", {
      ...POSTGRES,
      name: "other",
      region: "ohio",
      diskSizeGB: 5,
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        name: "other",
        status: "creating",
        plan: "basic_256mb",
        region: "ohio",
        version: String(postgresMajorVersion),
        role: "primary",
        diskSizeGB: 5,
        databaseUser: "app",
        databaseName: expect.stringMatching(/^app_[0-9a-v]{4}$/),
      },
    });
    const { id: other } = z.object({ id: z.string() }).parse(answer.body);
    expect(await render.made(other)).toBe("available");
    expect((await render.call("DELETE", `/postgres/${other}`)).status).toBe(204);
  });

  test("takes logins by both of its strings, which differ in the host alone", async () => {
    const { internalConnectionString, externalConnectionString, password } = info;
    expect(internalConnectionString).toMatch(/^postgresql:\/\/app:\w+@127\.0\.0\.1:\d+\/app_\w{4}$/);
    expect(externalConnectionString).toBe(internalConnectionString.replace("@127.0.0.1:", "@localhost:"));
    for (const string of [internalConnectionString, externalConnectionString]) {
      const [row] = await query(string, "SELECT current_user AS who, current_database() AS database");
      expect(row).toEqual({ who: "app", database: new URL(string).pathname.slice(1) });
    }
    await expect(query(internalConnectionString.replace(password, "wrong"), "SELECT")).rejects.toThrow(/password/);
    expect(info.psqlCommand).toBe(
      `PGPASSWORD=${password} psql -h localhost -p ${new URL(internalConnectionString).port} -U app ${new URL(
        internalConnectionString,
      ).pathname.slice(1)}`,
    );
  });

  test("has a user that may make roles and databases, owns its database, and is no superuser", async () => {
    const string = info.internalConnectionString;
    await query(string, "CREATE ROLE guest LOGIN PASSWORD 'g'");
    await query(string, "CREATE DATABASE spare");
    await query(string, "CREATE TABLE kept (line text)");
    const [role] = await query(
      string,
      `SELECT rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolbypassrls, rolreplication
         FROM pg_roles WHERE rolname = current_user`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolcreaterole: true,
      rolcreatedb: true,
      rolcanlogin: true,
      rolbypassrls: false,
      rolreplication: false,
    });
    const [database] = await query(
      string,
      "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()",
    );
    expect(database).toEqual({ owner: "app" });
    await expect(query(string, "CREATE ROLE boss SUPERUSER")).rejects.toThrow(/permission denied/);
    await expect(query(string, "SELECT pg_read_file('postgresql.conf')")).rejects.toThrow(/permission denied/);
  });

  test("changes its plan, its name and its disk, which never shrinks, and keeps its data", async () => {
    await query(info.internalConnectionString, "CREATE TABLE before (line text)");
    const changed = await render.call("PATCH", `/postgres/${id}`, {
      name: "renamed",
      plan: "pro_4gb",
      diskSizeGB: 10,
      enableHighAvailability: true,
      ipAllowList: [{ cidrBlock: "192.0.2.0/24", description: "office" }],
      readReplicas: null,
    });
    const expected = {
      name: "renamed",
      plan: "pro_4gb",
      diskSizeGB: 10,
      highAvailabilityEnabled: true,
      ipAllowList: [{ cidrBlock: "192.0.2.0/24", description: "office" }],
    };
    expect(changed).toMatchObject({ status: 200, body: expected });
    expect(await render.call("PATCH", `/postgres/${id}`, { diskSizeGB: 5 })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("at least 10") },
    });
    expect((await render.call("GET", `/postgres/${id}`)).body).toMatchObject(expected);
    await expect
      .poll(async () => (await render.call("GET", `/postgres/${id}`)).body, { timeout: 30_000 })
      .toMatchObject({ status: "available" });
    expect(await query(info.internalConnectionString, "SELECT * FROM before")).toEqual([]);
  });

  test("is found by its name", async () => {
    const { body } = await render.call("GET", "/postgres?name=renamed,nobody&ownerId=tea-one");
    expect(body).toMatchObject([{ postgres: { id }, cursor: expect.any(String) }]);
    expect(await render.call("GET", "/postgres?name=nobody")).toEqual({ status: 200, body: [] });
  });
});

test("two instances share nothing, and one that is deleted is gone with its data", async () => {
  const ids = [await render.make("/postgres", POSTGRES), await render.make("/postgres", POSTGRES)];
  const strings: string[] = [];
  for (const id of ids) {
    await render.made(id);
    strings.push(await render.connectionString(id));
  }
  const [one = "", other = ""] = strings;
  await query(one, "CREATE TABLE mine (line text)");
  await expect(query(other, "SELECT * FROM mine")).rejects.toThrow(/does not exist/);
  const folder = join(render.options.postgres.dataDirectory, ids[0] ?? "");
  await access(folder);
  expect((await render.call("DELETE", `/postgres/${ids[0]}`)).status).toBe(204);
  await expect(access(folder)).rejects.toThrow(/ENOENT/);
  await expect(query(one, "SELECT")).rejects.toThrow(/ECONNREFUSED/);
  expect((await render.call("GET", `/postgres/${ids[0]}`)).status).toBe(404);
  expect((await render.call("DELETE", `/postgres/${ids[0]}`)).status).toBe(404);
  await query(other, "SELECT");
});

test("an instance that is deleted while it is made leaves nothing behind", async () => {
  const id = await render.make("/postgres", POSTGRES);
  expect((await render.call("DELETE", `/postgres/${id}`)).status).toBe(204);
  await expect(access(join(render.options.postgres.dataDirectory, id))).rejects.toThrow(/ENOENT/);
  expect((await render.call("GET", `/postgres/${id}`)).status).toBe(404);
});

test("what is not named is named by Render", async () => {
  const { databaseName: _, databaseUser: __, ...unnamed } = POSTGRES;
  const { body } = await render.call("POST", "/postgres", { ...unnamed, name: "Main (EU) 1" });
  expect(body).toMatchObject({
    databaseName: expect.stringMatching(/^main_eu_1_\w{4}$/),
    databaseUser: "main_eu_1_user",
    region: "oregon",
    ipAllowList: [],
  });
  expect(await render.made(z.object({ id: z.string() }).parse(body).id)).toBe("available");
});

test("an instance is in its environment from the start", async () => {
  const project = { ownerId: "tea-one", name: "live", environments: [{ name: "staging" }] };
  const made = await render.call("POST", "/projects", project);
  const { id: projectId, environmentIds } = z
    .object({ id: z.string(), environmentIds: z.array(z.string()).length(1) })
    .parse(made.body);
  const answer = await render.call("POST", "/postgres", { ...POSTGRES, environmentId: environmentIds[0] });
  expect(answer.body).toMatchObject({ environmentId: environmentIds[0], project: { id: projectId, name: "live" } });
  const { id } = z.object({ id: z.string() }).parse(answer.body);
  expect((await render.call("GET", `/environments/${environmentIds[0]}`)).body).toMatchObject({ databasesIds: [id] });
});

test.each([
  ["another version", { version: "17" }, /`version` must be "\d+": this stand-in of Render runs no other PostgreSQL/],
  ["a plan that there is none of", { plan: "huge" }, /`plan` must be one of "free"/],
  ["a region that there is none of", { region: "moon" }, /`region` must be one of "frankfurt"/],
  ["no owner", { ownerId: undefined }, /`ownerId` is missing/],
  ["an environment that there is none of", { environmentId: "evm-none" }, /no environment of this workspace/],
  ["a user that PostgreSQL keeps for itself", { databaseUser: "pg_app" }, /`databaseUser` is a name that PostgreSQL/],
  ["a user that is the superuser", { databaseUser: "render_internal" }, /`databaseUser` is a name that PostgreSQL/],
  ["a database with a quote in its name", { databaseName: 'a"b' }, /`databaseName` must be of lower-case letters/],
  ["a standby of a Basic instance", { enableHighAvailability: true }, /takes a Pro or an Accelerated plan/],
  ["a disk of 7 GB", { diskSizeGB: 7 }, /`diskSizeGB` must be 1 or a multiple of 5/],
  ["replicas", { readReplicas: [{ name: "copy" }] }, /`readReplicas` must be empty/],
  ["what there is no property for", { size: 1 }, /unknown property `size`/],
])("%s is refused in a sentence, and nothing is made", async (_what, wrong, sentence) => {
  const before = await render.call("GET", "/postgres");
  const answer = await render.call("POST", "/postgres", { ...POSTGRES, ...wrong });
  expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(sentence) } });
  expect(await render.call("GET", "/postgres")).toEqual(before);
});
