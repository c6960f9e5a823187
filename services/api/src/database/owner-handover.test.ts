import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../../test/memory-log.ts";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { readRelease } from "../release.ts";
import { appRoleOf } from "./app-role.ts";
import { runMigrations } from "./run-migrations.ts";

// What docs/rotate-secrets.md says of another owner: a platform makes a new role and leaves the old one, and what can be handed over depends on
// which of them it makes a member of the other.
const server = useTestServer();

/** An environment's database that was released to, and a role that is to be its owner from now on. */
async function releasedDatabase() {
  const database = await server().createDatabase();
  expect(await release(database, database.ownerUrl, 1)).toMatchObject({ outcome: "succeeded" });
  const next = `${database.name}_next`;
  await query(database.superuserUrl, `create role ${next} login createrole createdb password 'next-canary'`);
  const nextUrl = Object.assign(new URL(database.ownerUrl), { username: next, password: "next-canary" }).href;
  return { database, owner: database.ownerName, next, nextUrl };
}

function appUrl(database: EmptyDatabase, generation: number): string {
  const role = { username: `${database.name}_app_${generation}`, password: `app-canary-${generation}` };
  return Object.assign(new URL(database.appUrl), role).href;
}

function release(database: EmptyDatabase, ownerUrl: string, generation: number, rotating = false) {
  return runMigrations({
    target: { direction: "up" },
    environment: "staging",
    ownerUrl,
    appRole: appRoleOf(appUrl(database, generation)),
    release: readRelease(),
    actor: "test",
    log: createMemoryLog().log,
    redact: (text) => text,
    rotating,
  });
}

/** Whether the new owner can do all that an owner does, also after the old one is gone: it goes once nothing that it has granted is left. */
async function expectWholeOwner(database: EmptyDatabase, nextUrl: string) {
  const drop = () => query(database.superuserUrl, `drop role ${database.ownerName}`);
  await expect(drop()).rejects.toThrow(/depend on it/);
  expect(await release(database, nextUrl, 2, true)).toMatchObject({ outcome: "succeeded" });
  for (const generation of [1, 2]) {
    expect(await query(appUrl(database, generation), "select * from live_listen.rooms")).toEqual([]);
  }
  expect(await release(database, nextUrl, 2)).toMatchObject({ outcome: "succeeded" });
  await expect(query(appUrl(database, 1), "select 1")).rejects.toThrow();
  await drop();
  expect(await release(database, nextUrl, 3, true)).toMatchObject({ outcome: "succeeded" });
  expect(await query(appUrl(database, 3), "select * from live_listen.rooms")).toEqual([]);
}

describe("another owner", () => {
  it("that is a member of the old one may release at once, and takes everything over before that one goes", async () => {
    const { database, owner, next, nextUrl } = await releasedDatabase();
    await query(database.superuserUrl, `grant ${owner} to ${next}`);
    expect(await release(database, nextUrl, 1)).toMatchObject({ outcome: "succeeded" });
    await query(database.ownerUrl, `grant ${database.name}_app_1 to ${next} with admin option`);
    await query(nextUrl, `reassign owned by ${owner} to ${next}`);
    await expectWholeOwner(database, nextUrl);
  });

  it("that the old one is a member of is handed everything by it, and may not release before", async () => {
    const { database, owner, next, nextUrl } = await releasedDatabase();
    await query(database.superuserUrl, `grant ${next} to ${owner}`);
    expect(await release(database, nextUrl, 1)).toMatchObject({ outcome: "refused" });
    await query(database.ownerUrl, `grant ${database.name}_app_1 to ${next} with admin option`);
    await query(database.ownerUrl, `reassign owned by ${owner} to ${next}`);
    await expectWholeOwner(database, nextUrl);
  });

  it("that has nothing to do with the old one can't be handed anything, and what serves goes on", async () => {
    const { database, owner, next, nextUrl } = await releasedDatabase();
    for (const url of [database.ownerUrl, nextUrl]) {
      await expect(query(url, `reassign owned by ${owner} to ${next}`)).rejects.toThrow(/permission denied/);
      await expect(query(url, `grant ${next} to ${owner}`)).rejects.toThrow(/permission denied/);
      await expect(query(url, `grant ${owner} to ${next}`)).rejects.toThrow(/permission denied/);
    }
    expect(await release(database, nextUrl, 1)).toMatchObject({ outcome: "refused" });
    expect(await query(appUrl(database, 1), "select * from live_listen.rooms")).toEqual([]);
    expect(await release(database, database.ownerUrl, 1)).toMatchObject({ outcome: "succeeded" });
  });
});
