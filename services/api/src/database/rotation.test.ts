import { sql } from "kysely";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { type Migration, migrations } from "../../migrations/index.ts";
import { createMemoryLog } from "../../test/memory-log.ts";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { readRelease } from "../release.ts";
import { appRoleOf } from "./app-role.ts";
import { type MigrationRequest, runMigrations } from "./run-migrations.ts";

// The releases of a rotation, as the platform runs them: each with the variables of its moment.
const server = useTestServer();

const { schema, ...rest } = readRelease();
const LATER = "9999-later";
const laterRelease = { ...rest, schema: { ...schema, newest: LATER } };

function roleUrl(database: EmptyDatabase, generation: number): string {
  const role = { username: `${database.name}_app_${generation}`, password: `app-canary-${generation}` };
  return Object.assign(new URL(database.appUrl), role).href;
}

async function release(database: EmptyDatabase, generation: number, more: Partial<MigrationRequest> = {}) {
  const memory = createMemoryLog();
  const run = await runMigrations({
    target: { direction: "up" },
    environment: "staging",
    ownerUrl: database.ownerUrl,
    appRole: appRoleOf(roleUrl(database, generation)),
    release: readRelease(),
    actor: "test",
    log: memory.log,
    redact: (text) => text,
    ...more,
  });
  return { ...run, lines: memory.lines, text: memory.text() };
}

function later(up: Migration["up"]): Partial<MigrationRequest> {
  const added: Migration = { compatibleSince: schema.oldest, up, down: async () => {} };
  return { release: laterRelease, migrations: { ...migrations, [LATER]: added } };
}

async function mayServe(url: string): Promise<boolean> {
  return query(url, "select count(*) from live_listen.rooms").then(
    () => true,
    () => false,
  );
}

function servesAs(database: EmptyDatabase): Promise<boolean[]> {
  return Promise.all([1, 2].map((generation) => mayServe(roleUrl(database, generation))));
}

describe("a rotation", () => {
  it("lets the instances of before go on, with all tables of the new release, until it is over", async () => {
    const database = await server().createDatabase();
    expect(await release(database, 1)).toMatchObject({ outcome: "succeeded" });
    const instance = new pg.Client({ connectionString: roleUrl(database, 1) });
    instance.on("error", () => {});
    await instance.connect();

    const added = later(async (db) => void (await sql`create table added (id int)`.execute(db)));
    expect(await release(database, 2, { ...added, rotating: true })).toMatchObject({ outcome: "succeeded", to: LATER });
    await instance.query("insert into live_listen.added values (1)");
    expect(await servesAs(database)).toEqual([true, true]);

    const end = await release(database, 2, added);
    expect(end).toMatchObject({ outcome: "succeeded" });
    expect(end.lines.map(({ msg }) => msg)).toContain(`The app's former role ${database.name}_app_1 is gone.`);
    await expect(instance.query("select 1")).rejects.toThrow();
    expect(await servesAs(database)).toEqual([false, true]);
    expect(await query(roleUrl(database, 2), "select id from live_listen.added")).toEqual([{ id: 1 }]);
    expect(end.text).not.toContain("canary");
  });

  it("that is rolled back leaves the newer role alone, and can be done again", async () => {
    const database = await server().createDatabase();
    await release(database, 1);
    await release(database, 2);
    expect(await servesAs(database)).toEqual([false, true]);
    expect(await release(database, 1)).toMatchObject({ outcome: "succeeded" });
    expect(await servesAs(database)).toEqual([true, true]);
    expect(await release(database, 2)).toMatchObject({ outcome: "succeeded" });
    expect(await servesAs(database)).toEqual([false, true]);
  });

  it("gives a role that stayed without a login all of it back when its generation is wanted again", async () => {
    const database = await server().createDatabase();
    await release(database, 1);
    await query(database.superuserUrl, "create table public.given (id int)");
    await query(database.superuserUrl, `alter table public.given owner to ${database.name}_app_1`);
    const retiring = await release(database, 2);
    expect(retiring).toMatchObject({ outcome: "succeeded" });
    expect(retiring.lines).toContainEqual(
      expect.objectContaining({ level: "warn", msg: expect.stringMatching(/_app_1 any more, but it is still there/) }),
    );
    expect(await servesAs(database)).toEqual([false, true]);
    expect(await release(database, 1)).toMatchObject({ outcome: "succeeded" });
    expect(await servesAs(database)).toEqual([true, true]);
  });

  it("takes no harm from several releases at once", async () => {
    const database = await server().createDatabase();
    await release(database, 1);
    const runs = await Promise.all([2, 1, 2, 1, 2].map((generation) => release(database, generation)));
    expect(runs.map(({ outcome, error }) => [outcome, error])).toEqual(runs.map(() => ["succeeded", undefined]));
    expect((await servesAs(database))[1]).toBe(true);
    await release(database, 2);
    expect(await servesAs(database)).toEqual([false, true]);
  });
});

describe("the former role stays", () => {
  it("when the migration fails: the instances of before go on", async () => {
    const database = await server().createDatabase();
    await release(database, 1);
    const broken = later(async (db) => void (await sql`select 1 / 0`.execute(db)));
    expect(await release(database, 2, broken)).toMatchObject({ outcome: "failed" });
    expect((await servesAs(database))[0]).toBe(true);
  });

  it("when a migration is taken back", async () => {
    const database = await server().createDatabase();
    const empty = later(async () => {});
    await release(database, 1, empty);
    await release(database, 2, { ...empty, rotating: true });
    expect(await release(database, 2, { ...empty, target: { direction: "down" } })).toMatchObject({
      to: schema.newest,
    });
    expect(await servesAs(database)).toEqual([true, true]);
  });
});

it("a former role that can't be retired fails the release, with its name, and the present one serves", async () => {
  const database = await server().createDatabase();
  await release(database, 1);
  await query(database.superuserUrl, `alter role ${database.name}_app_1 superuser`);
  expect(await release(database, 2)).toMatchObject({
    outcome: "failed",
    error: expect.stringContaining(`The app's former role "${database.name}_app_1" could not be retired`),
  });
  expect(await servesAs(database)).toEqual([true, true]);
});
