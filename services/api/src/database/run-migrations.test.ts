import { sql } from "kysely";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { type Migration, migrations } from "../../migrations/index.ts";
import { createMemoryLog } from "../../test/memory-log.ts";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { appRoleOf } from "./app-role.ts";
import { newestOf } from "./compatibility.ts";
import { type MigrationRequest, runMigrations } from "./run-migrations.ts";

const server = useTestServer();

const FIRST = "0001-people-rooms-messages";

/** A build of long ago, to which tests add what they like. */
const own: Record<string, Migration> = Object.fromEntries(
  Object.entries(migrations).filter(([name]) => name === FIRST),
);

function adding(table: string, compatibleSince: string): Migration {
  return {
    compatibleSince,
    up: async (db) => {
      await sql`create table ${sql.table(table)} (id int)`.execute(db);
    },
    down: async (db) => {
      await sql`drop table ${sql.table(table)}`.execute(db);
    },
  };
}

const broken: Migration = {
  compatibleSince: FIRST,
  up: async (db) => {
    await sql`create table half (id int)`.execute(db);
    await sql`select 1 / 0`.execute(db);
  },
  down: async () => {},
};

/** What a build is: its migrations, the last of which is its newest schema. */
function requestOf(
  database: EmptyDatabase,
  migrations: Record<string, Migration>,
  rest: Partial<MigrationRequest> = {},
) {
  const memory = createMemoryLog();
  const newest = newestOf(Object.keys(migrations)) ?? "";
  const request: MigrationRequest = {
    target: { direction: "up" },
    environment: "staging",
    ownerUrl: database.ownerUrl,
    appRole: appRoleOf(database.appUrl),
    release: { version: "1.2.3", commit: "abc123", schema: { oldest: FIRST, newest } },
    actor: "someone@somewhere",
    log: memory.log,
    redact: (text) => text,
    migrations,
    ...rest,
  };
  return { request, ...memory };
}

async function run(
  database: EmptyDatabase,
  migrations: Record<string, Migration> = own,
  rest: Partial<MigrationRequest> = {},
) {
  return await runMigrations(requestOf(database, migrations, rest).request);
}

function tablesOf(database: EmptyDatabase): Promise<string[]> {
  return query<{ name: string }>(
    database.ownerUrl,
    `select relname as name from pg_class where relnamespace = 'live_listen'::regnamespace and relkind = 'r'
        and relname not like '%migration%' and relname <> 'schema_compatibility' order by 1`,
  ).then((rows) => rows.map(({ name }) => name));
}

function logTableOf(database: EmptyDatabase) {
  return query(
    database.ownerUrl,
    `select direction, migrations, from_schema, to_schema, actor, release, commit, outcome, error,
            duration_ms >= 0 as timed from live_listen.migration_log order by id`,
  );
}

describe("migrating up", () => {
  it("prepares an empty database, applies everything, and leaves one entry in the log and in the table", async () => {
    const database = await server().createDatabase();
    const { request, lines } = requestOf(database, own);
    const result = await runMigrations(request);
    expect(result).toMatchObject({ outcome: "succeeded", migrations: [FIRST], from: null, to: FIRST });
    expect(await tablesOf(database)).toEqual(["messages", "people", "rooms"]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: "info",
      migration: {
        direction: "up",
        migrations: [FIRST],
        from: null,
        to: FIRST,
        actor: "someone@somewhere",
        release: "1.2.3",
        commit: "abc123",
        durationMs: expect.any(Number),
        outcome: "succeeded",
      },
    });
    expect(await logTableOf(database)).toEqual([
      {
        direction: "up",
        migrations: [FIRST],
        from_schema: null,
        to_schema: FIRST,
        actor: "someone@somewhere",
        release: "1.2.3",
        commit: "abc123",
        outcome: "succeeded",
        error: null,
        timed: true,
      },
    ]);
  });

  it("finds nothing to do the second time, and says so", async () => {
    const database = await server().createDatabase();
    await run(database);
    const { request, lines } = requestOf(database, own);
    expect(await runMigrations(request)).toMatchObject({
      outcome: "succeeded",
      migrations: [],
      from: FIRST,
      to: FIRST,
    });
    expect(lines[0]?.msg).toBe(`The schema is at ${FIRST}: there was nothing to do.`);
    expect(await logTableOf(database)).toHaveLength(2);
  });

  it("stops at a migration that is named", async () => {
    const database = await server().createDatabase();
    const build = { ...own, "0002-a": adding("a", FIRST), "0003-b": adding("b", FIRST) };
    expect(await run(database, build, { target: { direction: "up", to: "0002-a" } })).toMatchObject({ to: "0002-a" });
    expect(await run(database, build)).toMatchObject({ migrations: ["0003-b"] });
  });

  it("rolls everything back when one migration is broken, and logs that", async () => {
    const database = await server().createDatabase();
    const { request, lines } = requestOf(database, { ...own, "0002-a": adding("a", FIRST), "0003-broken": broken });
    const result = await runMigrations(request);
    const error = "Migration 0003-broken failed, and nothing was changed: division by zero";
    expect(result).toMatchObject({ outcome: "failed", migrations: [], from: null, to: null, error });
    expect(await tablesOf(database)).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ level: "error", msg: error })]);
    expect(await logTableOf(database)).toEqual([
      expect.objectContaining({ outcome: "failed", error, to_schema: null }),
    ]);
    expect(await query(database.ownerUrl, "select * from live_listen.schema_compatibility")).toEqual([]);
    expect(await run(database)).toMatchObject({ outcome: "succeeded", to: FIRST });
  });

  it("fails rather than queue before the app when a transaction holds a table", async () => {
    const database = await server().createDatabase();
    await run(database);
    const holder = new pg.Client({ connectionString: database.appUrl });
    await holder.connect();
    await holder.query("begin; select count(*) from live_listen.people");
    const build = {
      ...own,
      "0002-column": {
        ...adding("unused", FIRST),
        up: async (db) => {
          await sql`alter table people add column more text`.execute(db);
        },
      } satisfies Migration,
    };
    const result = await run(database, build);
    expect(result.error).toContain("a transaction of the running app held a table it needs for over 5 s; run it again");
    await holder.end();
    expect(await run(database, build)).toMatchObject({ outcome: "succeeded" });
  });

  it("waits while another run is under way, and then finds nothing to do", async () => {
    const database = await server().createDatabase();
    const slow: Migration = {
      ...adding("slow", FIRST),
      up: async (db) => {
        await sql`select pg_sleep(0.5)`.execute(db);
      },
    };
    const build = { ...own, "0002-slow": slow };
    const runs = await Promise.all([run(database, build), run(database, build), run(database, build)]);
    expect(runs.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded", "succeeded"]);
    const done = runs.map(({ from, migrations }) => ({ from, count: migrations.length }));
    expect(done.sort((a, b) => b.count - a.count)).toEqual([
      { from: null, count: 2 },
      { from: "0002-slow", count: 0 },
      { from: "0002-slow", count: 0 },
    ]);
    expect(await logTableOf(database)).toHaveLength(3);
  });

  it("closes the entry of a run that was killed", async () => {
    const database = await server().createDatabase();
    const cut: Migration = {
      ...adding("cut", FIRST),
      up: async () => {
        await query(
          database.superuserUrl,
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'live-listen-migrate/1.2.3'",
        );
      },
    };
    const result = await run(database, { ...own, "0002-cut": cut });
    expect(result.outcome).not.toBe("succeeded");
    expect(await tablesOf(database)).toEqual([]);
    expect(await run(database)).toMatchObject({ outcome: "succeeded", from: null, to: FIRST });
    expect(await logTableOf(database)).toEqual([
      expect.objectContaining({ outcome: "interrupted" }),
      expect.objectContaining({ outcome: "succeeded" }),
    ]);
  });
});

describe("migrating down", () => {
  it("takes one step back, or goes to a migration, or before the first", async () => {
    const database = await server().createDatabase();
    const build = { ...own, "0002-a": adding("a", FIRST), "0003-b": adding("b", FIRST), "0004-c": adding("c", FIRST) };
    await run(database, build);
    const down = (to?: string) => run(database, build, { target: { direction: "down", to } });
    expect(await down()).toMatchObject({ migrations: ["0004-c"], from: "0004-c", to: "0003-b" });
    expect(await down(FIRST)).toMatchObject({ migrations: ["0003-b", "0002-a"], to: FIRST });
    expect(await down("none")).toMatchObject({ migrations: [FIRST], to: null });
    expect(await down()).toMatchObject({ outcome: "succeeded", migrations: [] });
    expect(await tablesOf(database)).toEqual([]);
    expect(await query(database.ownerUrl, "select * from live_listen.schema_compatibility")).toEqual([]);
  });

  it("refuses a database that was never prepared", async () => {
    const database = await server().createDatabase();
    const result = await run(database, own, { target: { direction: "down" } });
    expect(result).toMatchObject({ outcome: "refused", error: expect.stringContaining("carries no mark") });
  });
});

describe("a build that is older than the database", () => {
  const newer = { ...own, "0002-expand": adding("expanded", FIRST) };
  const breaking = { ...own, "0002-contract": adding("contracted", "0002-contract") };

  it("has nothing to do as long as it is compatible", async () => {
    const database = await server().createDatabase();
    await run(database, newer);
    expect(await run(database)).toMatchObject({ outcome: "succeeded", migrations: [], to: "0002-expand" });
  });

  it("is refused when it isn't", async () => {
    const database = await server().createDatabase();
    await run(database, breaking);
    expect(await run(database)).toMatchObject({
      outcome: "refused",
      error: expect.stringContaining("deploy a newer build"),
    });
    expect((await logTableOf(database)).at(-1)).toMatchObject({ outcome: "refused" });
  });

  it("can't migrate down what it doesn't know", async () => {
    const database = await server().createDatabase();
    await run(database, newer);
    const result = await run(database, own, { target: { direction: "down" } });
    expect(result).toMatchObject({ outcome: "refused", error: expect.stringContaining("with the newer build") });
    expect(await tablesOf(database)).toContain("expanded");
  });
});

describe("another environment's database", () => {
  it.each(["up", "down"] as const)("is refused on the way %s, and left alone", async (direction) => {
    const database = await server().createDatabase();
    await run(database);
    const { request, lines } = requestOf(database, own, { environment: "production", target: { direction } });
    const error = "This database belongs to staging, and this process to production: correct the database URL.";
    expect(await runMigrations(request)).toMatchObject({ outcome: "refused", error });
    expect(lines).toEqual([expect.objectContaining({ level: "error", msg: error })]);
    expect(await logTableOf(database)).toHaveLength(1);
  });
});

describe("a database that can't be reached", () => {
  it("is one sentence that holds no password", async () => {
    const database = await server().createDatabase();
    const { request, text } = requestOf({ ...database, ownerUrl: database.ownerUrl.replace(/canary/, "wrong") }, own);
    const result = await runMigrations(request);
    expect(result.error).toMatch(/^The database can't be reached as its owner \(password authentication failed/);
    expect(text()).not.toContain("owner-wrong");
    const nowhere = await run({ ...database, ownerUrl: "postgresql://owner:secret-canary@127.0.0.1:1/x" });
    expect(nowhere.error).toMatch(/ECONNREFUSED/);
  });
});
