import pg from "pg";
import { describe, expect, it } from "vitest";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { appRoleOf } from "./app-role.ts";
import type { Queryable } from "./connection.ts";
import { type RetiredRole, retireFormerAppRoles } from "./former-app-roles.ts";
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
): Promise<readonly RetiredRole[]> {
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
    expect(await retire(database, 3)).toEqual([{ name: `${database.name}_app_1` }, { name: `${database.name}_app_2` }]);
    expect(await rolesOf(database)).toEqual([`${database.name}_app_3`]);
    await query(urls.get(3) ?? "", "insert into live_listen.things values ('a')");
    await expect(query(urls.get(2) ?? "", "select 1")).rejects.toThrow(/authentication failed|does not exist/);
    expect(await retire(database, 3)).toEqual([]);
  });

  it("stay for one generation while the secrets are rotated, with all their rights", async () => {
    const { database, urls } = await rotated([1, 2, 3]);
    expect(await retire(database, 3, true)).toEqual([{ name: `${database.name}_app_1` }]);
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
    expect(await retire(database, 2)).toEqual([{ name: `${database.name}_app_1` }]);
    await ended;
    expect(told[0]).toMatch(/terminating connection/);
  });

  it("that another database depends on can't log in any more, and keep no deploy from its end", async () => {
    const { database, urls } = await rotated([1, 2]);
    const other = await server().createDatabase();
    await query(other.superuserUrl, `create table kept (); grant select on kept to ${database.name}_app_1`);
    const stays = expect.stringMatching(/^something depends on it: 1 object in database/);
    expect(await retire(database, 2)).toEqual([{ name: `${database.name}_app_1`, stays }]);
    await expect(query(urls.get(1) ?? "", "select 1")).rejects.toThrow(/not permitted to log in/);
    // The next run takes it up again.
    await query(other.superuserUrl, "drop table kept");
    expect(await retire(database, 2)).toEqual([{ name: `${database.name}_app_1` }]);
    expect(await rolesOf(database)).toEqual([`${database.name}_app_2`]);
  });

  it("that own something by somebody's mistake can't log in any more, and nothing is dropped with them", async () => {
    const { database, urls } = await rotated([1, 2]);
    await query(database.ownerUrl, "insert into live_listen.things values ('kept')");
    await query(database.superuserUrl, `alter table live_listen.things owner to ${database.name}_app_1`);
    const [retired] = await retire(database, 2);
    expect(retired?.stays).toContain(`reassign owned by "${database.name}_app_1" to current_user`);
    await expect(query(urls.get(1) ?? "", "select 1")).rejects.toThrow(/not permitted to log in/);
    expect(await query(database.superuserUrl, "select * from live_listen.things")).toEqual([{ name: "kept" }]);
    // The cure is one.
    await query(database.ownerUrl, `reassign owned by "${database.name}_app_1" to current_user`);
    expect(await retire(database, 2)).toEqual([{ name: `${database.name}_app_1` }]);
    expect(await query(database.ownerUrl, "select * from live_listen.things")).toEqual([{ name: "kept" }]);
  });

  it("that may not be retired are named", async () => {
    const { database, urls } = await rotated([1, 2]);
    await query(database.superuserUrl, `alter role ${database.name}_app_1 superuser`);
    await expect(retire(database, 2)).rejects.toThrow(
      new RegExp(`^The app's former role "${database.name}_app_1" could not be retired \\(permission denied`),
    );
    await query(urls.get(2) ?? "", "insert into live_listen.things values ('d')");
  });
});

describe("a retirement that is cut off", () => {
  // The connection ends in the place of one statement after the other, until none is left.
  it("leaves the present role as it is, and is finished by the next run", async () => {
    for (let statements = 1; ; statements += 1) {
      const { database, urls } = await rotated([1, 2]);
      const cut = await asOwner(database, async (owner) => {
        let left = statements;
        const cutOff: Queryable = {
          query: (async (...args: Parameters<typeof owner.query>) => {
            left -= 1;
            if (left < 0) throw new Error("the connection is gone");
            return await owner.query(...args);
          }) as unknown as Queryable["query"],
        };
        return retireFormerAppRoles(cutOff, `${database.name}_app_2`, false).then(
          () => false,
          () => true,
        );
      });
      if (!cut) {
        expect(statements).toBeGreaterThan(5);
        return;
      }
      await query(urls.get(2) ?? "", "insert into live_listen.things values ('e')");
      expect(await rolesOf(database)).toHaveLength(2);
      if (statements > 1) {
        await expect(query(urls.get(1) ?? "", "select 1")).rejects.toThrow(/not permitted to log in/);
      }
      expect(await retire(database, 2)).toEqual([{ name: `${database.name}_app_1` }]);
      expect(await rolesOf(database)).toEqual([`${database.name}_app_2`]);
    }
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
