import pg from "pg";
import { describe, expect, it } from "vitest";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { appRoleOf } from "./app-role.ts";
import { retireFormerAppRoles } from "./former-app-roles.ts";
import { prepareDatabase } from "./prepare.ts";

const server = useTestServer();

/** A database that has been through some generations of its app's role. @returns URLs by generation as well */
async function rotated(
  generations: readonly number[],
): Promise<{ database: EmptyDatabase; urls: Map<number, string> }> {
  const database = await server().createDatabase();
  const urls = new Map<number, string>();
  for (const generation of generations) {
    const url = new URL(database.appUrl);
    url.username = `${database.name}_app_${generation}`;
    url.password = `password-${generation}`;
    urls.set(generation, url.href);
    await asOwner(database, (owner) => prepareDatabase(owner, "staging", appRoleOf(url.href)));
  }
  await query(database.ownerUrl, "create table live_listen.things (name text)");
  return { database, urls };
}

async function asOwner<Result>(database: EmptyDatabase, work: (owner: pg.Client) => Promise<Result>): Promise<Result> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

function retire(
  database: EmptyDatabase,
  generation: number | string,
  keepsPrevious = false,
): Promise<readonly string[]> {
  const current = typeof generation === "number" ? `${database.name}_app_${generation}` : generation;
  return asOwner(database, (owner) => retireFormerAppRoles(owner, current, keepsPrevious));
}

async function rolesOf({ superuserUrl, name }: EmptyDatabase): Promise<unknown[]> {
  const sql = `select rolname from pg_roles where rolname like '${name}_app%' order by 1`;
  return (await query(superuserUrl, sql)).map(({ rolname }) => rolname);
}

describe("roles of earlier generations", () => {
  it("are gone, and the present one still reads and writes rows", async () => {
    const { database, urls } = await rotated([1, 2, 3]);
    expect(await retire(database, 3)).toEqual([`${database.name}_app_1`, `${database.name}_app_2`]);
    expect(await rolesOf(database)).toEqual([`${database.name}_app_3`]);
    await query(urls.get(3) ?? "", "insert into live_listen.things values ('a')");
    await expect(query(urls.get(2) ?? "", "select 1")).rejects.toThrow(/authentication failed|does not exist/);
    expect(await retire(database, 3)).toEqual([]);
  });

  it("stay for one generation while the secrets are rotated, with all their rights", async () => {
    const { database, urls } = await rotated([1, 2, 3]);
    expect(await retire(database, 3, true)).toEqual([`${database.name}_app_1`]);
    await query(urls.get(2) ?? "", "insert into live_listen.things values ('b')");
    expect(await rolesOf(database)).toEqual([`${database.name}_app_2`, `${database.name}_app_3`]);
  });

  it("lose the sessions that they have", async () => {
    const { database, urls } = await rotated([1, 2]);
    const session = new pg.Client({ connectionString: urls.get(1) });
    await session.connect();
    const told: string[] = [];
    session.on("error", ({ message }) => told.push(message));
    const ended = new Promise((resolve) => session.once("end", resolve));
    expect(await retire(database, 2)).toEqual([`${database.name}_app_1`]);
    await ended;
    expect(told[0]).toMatch(/terminating connection/);
  });

  it("that another database depends on can't log in any more, and keep no deploy from its end", async () => {
    const { database, urls } = await rotated([1, 2]);
    const other = await server().createDatabase();
    await query(other.superuserUrl, `create table kept (); grant select on kept to ${database.name}_app_1`);
    expect(await retire(database, 2)).toEqual([`${database.name}_app_1`]);
    await expect(query(urls.get(1) ?? "", "select 1")).rejects.toThrow(/not permitted to log in/);
    // The next run takes it up again.
    expect(await retire(database, 2)).toEqual([`${database.name}_app_1`]);
  });
});

describe("what is left alone", () => {
  it("is a later generation, when an older build runs again", async () => {
    const { database, urls } = await rotated([1, 2]);
    expect(await retire(database, 1)).toEqual([]);
    await query(urls.get(2) ?? "", "insert into live_listen.things values ('c')");
  });

  it("is everything when the role has no number", async () => {
    const { database } = await rotated([1, 2]);
    expect(await retire(database, `${database.name}_app`)).toEqual([]);
    expect(await rolesOf(database)).toHaveLength(2);
  });

  it("is a role that isn't the owner's, and one whose name only begins alike", async () => {
    const { database } = await rotated([3]);
    await query(database.superuserUrl, `create role ${database.name}_app_1`);
    await query(database.ownerUrl, `create role ${database.name}_app_2_reader`);
    expect(await retire(database, 3)).toEqual([]);
    expect(await rolesOf(database)).toHaveLength(3);
  });
});
