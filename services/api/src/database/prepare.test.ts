import pg from "pg";
import { describe, expect, it } from "vitest";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { appRoleOf } from "./app-role.ts";
import { ForeignDatabase, readMark } from "./mark.ts";
import { prepareDatabase } from "./prepare.ts";

const server = useTestServer();

async function prepare(
  database: EmptyDatabase,
  environment: "local" | "staging" | "production" = "staging",
  url = database.ownerUrl,
) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await prepareDatabase(client, environment, appRoleOf(database.appUrl));
  } finally {
    await client.end();
  }
}

async function prepared(): Promise<EmptyDatabase> {
  const database = await server().createDatabase();
  await prepare(database);
  await query(database.ownerUrl, "create table live_listen.things (id bigint generated always as identity, name text)");
  return database;
}

describe("a prepared database", () => {
  it("lets the app's role read and write rows of tables made later", async () => {
    const { appUrl } = await prepared();
    await query(appUrl, "insert into live_listen.things (name) values ('a')");
    await query(appUrl, "update live_listen.things set name = 'b'");
    expect(await query(appUrl, "select * from live_listen.things")).toEqual([{ id: "1", name: "b" }]);
    await query(appUrl, "delete from live_listen.things");
  });

  it("carries the mark of its environment, for the owner and the app", async () => {
    const { appUrl, ownerUrl } = await prepared();
    expect(await query(appUrl, "select live_listen.app_env() as mark")).toEqual([{ mark: "staging" }]);
    expect(await query(ownerUrl, "select live_listen.app_env() as mark")).toEqual([{ mark: "staging" }]);
    const others = "select has_function_privilege('pg_monitor', 'live_listen.app_env()', 'execute') as allowed";
    expect(await query(ownerUrl, others)).toEqual([{ allowed: false }]);
  });

  it.each([
    ["make a table", "create table live_listen.own (id int)"],
    ["make a table in the schema public", "create table public.own (id int)"],
    ["make a temporary table", "create temporary table own (id int)"],
    ["make a schema", "create schema own"],
    ["change a table", "alter table live_listen.things add column more int"],
    ["drop a table", "drop table live_listen.things"],
    ["truncate a table", "truncate live_listen.things"],
    ["make an index", "create index on live_listen.things (name)"],
    ["put a trigger on a table", "create trigger t before insert on live_listen.things execute function now()"],
    [
      "replace the mark",
      "create or replace function live_listen.app_env() returns text language sql as $$select 'production'::text$$",
    ],
    ["drop the mark", "drop function live_listen.app_env()"],
    ["shadow the mark", "create function public.app_env() returns text language sql as $$select 'production'::text$$"],
    ["take over the mark", "alter function live_listen.app_env() owner to current_user"],
    ["make a role", "create role friend"],
    ["make itself more", "alter role current_user createrole"],
    ["become the owner", "set role DATABASE_owner"],
    ["take the owner's rights", "grant DATABASE_owner to current_user"],
    ["make a database", "create database own"],
    ["drop the database", "drop database DATABASE"],
    ["read passwords", "select rolpassword from pg_authid"],
    ["read another schema's table", "select * from elsewhere.theirs"],
    ["note a migration", "insert into live_listen.migration values ('9999-x', 'now')"],
    ["forget a migration", "delete from live_listen.migration"],
    ["change what is compatible", "update live_listen.schema_compatibility set compatible_since = '0'"],
    ["read the log of migrations", "select * from live_listen.migration_log"],
    ["read files of the server", "select pg_read_file('PG_VERSION')"],
    ["run programs on the server", "copy live_listen.things from program 'id'"],
  ])("doesn't let the app's role %s", async (_, statement) => {
    const database = await prepared();
    await query(database.ownerUrl, "create schema elsewhere");
    await query(database.ownerUrl, "create table elsewhere.theirs (id int)");
    await expect(query(database.appUrl, statement.replaceAll("DATABASE", database.name))).rejects.toThrow(
      /permission denied|must be (owner|able)|only roles with/i,
    );
  });

  it("lets nobody else connect", async () => {
    const database = await prepared();
    const other = await server().createDatabase();
    const url = Object.assign(new URL(other.ownerUrl), { pathname: `/${database.name}` }).href;
    await expect(query(url, "select 1")).rejects.toThrow("permission denied for database");
  });

  it("stays the same when it is prepared again, and takes a changed password", async () => {
    const database = await prepared();
    await query(database.appUrl, "insert into live_listen.things (name) values ('kept')");
    await prepare(database);
    expect(await query(database.appUrl, "select name from live_listen.things")).toEqual([{ name: "kept" }]);

    const changed = { ...database, appUrl: database.appUrl.replace(/app-canary-[^@]*/, "another%20p%40ssword%27%5C") };
    await prepare(changed);
    expect(await query(changed.appUrl, "select name from live_listen.things")).toEqual([{ name: "kept" }]);
    await expect(query(database.appUrl, "select 1")).rejects.toThrow("password authentication failed");
  });

  it("gets rights back that were changed by hand", async () => {
    const { ownerUrl, appUrl, ...rest } = await prepared();
    const app = appRoleOf(appUrl).name;
    await query(ownerUrl, `grant all on all tables in schema live_listen to ${app}`);
    await query(ownerUrl, `grant create on schema live_listen to ${app}`);
    await query(ownerUrl, "grant create on schema public to public");
    await prepare({ ownerUrl, appUrl, ...rest });
    await expect(query(appUrl, "truncate live_listen.things")).rejects.toThrow("permission denied");
    await expect(query(appUrl, "delete from live_listen.migration")).rejects.toThrow("permission denied");
    await expect(query(appUrl, "create table live_listen.own (id int)")).rejects.toThrow("permission denied");
    await expect(query(appUrl, "create table public.own (id int)")).rejects.toThrow("permission denied");
  });

  it("is prepared by several at once without harm", async () => {
    const database = await server().createDatabase();
    await Promise.all([prepare(database), prepare(database), prepare(database)]);
    expect(await query(database.appUrl, "select live_listen.app_env() as mark")).toEqual([{ mark: "staging" }]);
  });

  it("leaves no password in the server's log", async () => {
    const database = await prepared();
    await prepare(database);
    const log = await server().readLog();
    expect(log).toContain(`create role "${database.name}_app"`);
    expect(log).not.toContain(appRoleOf(database.appUrl).password);
  });
});

describe("a database that isn't this environment's", () => {
  it("is refused when it is marked as another's, and left alone", async () => {
    const database = await prepared();
    const production = { ...database, appUrl: database.appUrl.replace("_app:", "_intruder:") };
    await expect(prepare(production, "production")).rejects.toThrow(
      "This database belongs to staging, and this process to production: correct the database URL.",
    );
    expect(
      await query(database.superuserUrl, `select from pg_roles where rolname = '${database.name}_intruder'`),
    ).toEqual([]);
    expect(await query(database.ownerUrl, "select live_listen.app_env() as mark")).toEqual([{ mark: "staging" }]);
  });

  it("is refused when it has tables but no mark", async () => {
    const database = await server().createDatabase();
    await query(database.ownerUrl, "create schema live_listen");
    await query(database.ownerUrl, "create table live_listen.people (id int)");
    await expect(prepare(database)).rejects.toThrow(ForeignDatabase);
    await expect(prepare(database)).rejects.toThrow("holds tables in the schema live_listen but no mark");
  });

  it("is refused when its mark is another role's to change", async () => {
    const database = await prepared();
    const app = appRoleOf(database.appUrl).name;
    await query(database.superuserUrl, `alter function live_listen.app_env() owner to ${app}`);
    await expect(prepare(database)).rejects.toThrow("belongs to another role");
  });

  it("has no mark to read when it was never prepared", async () => {
    const database = await server().createDatabase();
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    expect(await readMark(client)).toBeUndefined();
    await query(database.ownerUrl, "create schema live_listen");
    expect(await readMark(client)).toBeUndefined();
    await client.end();
  });
});

describe("an owner that isn't as it should be", () => {
  it("is refused as a superuser, with the way out", async () => {
    const database = await server().createDatabase();
    await expect(prepare(database, "staging", database.superuserUrl)).rejects.toThrow(
      /names admin, a superuser.*alter role admin nosuperuser createrole/,
    );
  });

  it("is refused without the right to create roles, and nothing is left behind", async () => {
    const database = await server().createDatabase();
    await query(database.superuserUrl, `alter role ${database.ownerName} nocreaterole`);
    await expect(prepare(database)).rejects.toThrow(`alter role ${database.ownerName} createrole`);
    expect(await query(database.ownerUrl, "select from pg_namespace where nspname = 'live_listen'")).toEqual([]);
  });

  it("is refused without the right to create schemas", async () => {
    const database = await server().createDatabase();
    await query(database.superuserUrl, `alter database ${database.name} owner to admin`);
    await expect(prepare(database)).rejects.toThrow("may not create a schema in this database");
  });
});

describe("an app role that isn't as it should be", () => {
  it.each([
    ["may do more", (app: string) => [`create role ${app} login createdb`], "may do more than read and write rows"],
    [
      "has others' rights",
      (app: string) => [`create role ${app}`, `grant pg_read_all_data to ${app}`],
      "revoke pg_read_all_data from",
    ],
    ["was made by somebody else", (app: string) => [`create role ${app}`], "isn't the owner's to manage"],
  ])("is refused when it %s, and nothing is left behind", async (_, statements, message) => {
    const database = await server().createDatabase();
    for (const statement of statements(appRoleOf(database.appUrl).name)) await query(database.superuserUrl, statement);
    await expect(prepare(database)).rejects.toThrow(message);
    expect(await query(database.ownerUrl, "select from pg_namespace where nspname = 'live_listen'")).toEqual([]);
  });

  it("is for the role that made it to hand over, and then serves", async () => {
    const database = await server().createDatabase();
    const { name: app } = appRoleOf(database.appUrl);
    const before = `${database.name}_before`;
    await query(database.superuserUrl, `create role ${before} login createrole password 'canary-before'`);
    const asBefore = Object.assign(new URL(database.ownerUrl), { username: before, password: "canary-before" }).href;
    await query(asBefore, `create role ${app}`);
    const cure = `grant "${app}" to ${database.ownerName} with admin option`;
    await expect(prepare(database)).rejects.toThrow(`as ${before}, run \`${cure}\``);
    await query(asBefore, cure);
    await prepare(database);
    expect(await query(database.appUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("is taken over when the owner may manage it", async () => {
    const database = await server().createDatabase();
    await query(database.ownerUrl, `create role ${appRoleOf(database.appUrl).name}`);
    await prepare(database);
    expect(await query(database.appUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});
