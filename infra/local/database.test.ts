import { beforeEach, describe, expect, test } from "vitest";
import { silent } from "../progress.ts";
import { useFolder } from "../test/folder.ts";
import { dropAppRole, ensureOwnerAndDatabase, knowsOwner, migrateDatabase } from "./database.ts";
import { ask, startTestPostgres, type TestPostgres } from "./test/postgres.ts";

const folder = useFolder();
let postgres: TestPostgres;
beforeEach(async ({ onTestFinished }) => {
  const started = await startTestPostgres(folder());
  onTestFinished(() => started.stop());
  postgres = started;
});

const url = (user: string, database = "live_listen_trial") =>
  `postgresql://${user}:canary-of-${user}@localhost:${postgres.access.port}/${database}`;
const ensure = (owner = "trial_owner") => ensureOwnerAndDatabase(postgres.access, url(owner), silent);

describe("the owner and the database are made", () => {
  test("with the rights that the stack's own have, and not a second time", async () => {
    expect(await knowsOwner(url("trial_owner"))).toBe(false);
    const told: string[] = [];
    for (const _time of [1, 2]) {
      await ensureOwnerAndDatabase(postgres.access, url("trial_owner"), (doing) => told.push(doing));
    }
    expect(told).toEqual(["making the database live_listen_trial"]);
    expect(await knowsOwner(url("trial_owner"))).toBe(true);
    expect(
      await ask(
        postgres.access,
        "select (rolcreaterole, rolcreatedb, rolsuper, rolcanlogin)::text from pg_roles where rolname = 'trial_owner'",
      ),
    ).toEqual(["(t,t,f,t)"]);
    expect(
      await ask(postgres.access, "select pg_get_userbyid(datdba) from pg_database where datname = 'live_listen_trial'"),
    ).toEqual(["trial_owner"]);
  });

  test("the database alone when the role is there", async () => {
    await ask(postgres.access, "create role trial_owner login createrole createdb password 'canary-of-trial_owner'");
    await ensure();
    expect(await knowsOwner(url("trial_owner"))).toBe(true);
  });

  test("with names that SQL would misread", async () => {
    const name = encodeURIComponent(`o'"; drop table x --`);
    await ensureOwnerAndDatabase(
      postgres.access,
      `postgresql://${name}:p%27w@localhost:${postgres.access.port}/${name}`,
      silent,
    );
    expect(await ask(postgres.access, "select count(*)::int from pg_roles where rolname like 'o''%'")).toEqual([1]);
  });

  test("but never on another server", async () => {
    const elsewhere = [
      url("trial_owner").replace("localhost", "database.example.com"),
      url("trial_owner").replace(`:${postgres.access.port}/`, ":1/"),
    ];
    for (const owner of elsewhere) await ensureOwnerAndDatabase(postgres.access, owner, silent);
    expect(await ask(postgres.access, "select rolname from pg_roles where rolname like 'trial%'")).toEqual([]);
  });
});

test("a server that doesn't answer is no server that doesn't know the owner", async () => {
  await postgres.stop();
  await expect(knowsOwner(url("trial_owner"))).rejects.toThrow();
});

describe("the app's role is dropped", () => {
  const variables = () => ({
    APP_ENV: "local",
    DATABASE_URL: url("trial_app"),
    MIGRATION_DATABASE_URL: url("trial_owner"),
    LOG_LEVEL: "info",
  });
  const roles = () => ask(postgres.access, "select rolname::text from pg_roles where rolname like 'trial%' order by 1");

  test("with its rights, while its sessions still run", async () => {
    await migrateDatabase(postgres.access, variables(), silent);
    expect(await roles()).toEqual(["trial_app", "trial_owner"]);
    await dropAppRole(postgres.access, url("trial_app"));
    expect(await roles()).toEqual(["trial_owner"]);
    await dropAppRole(postgres.access, url("trial_app"));
    expect(await migrateDatabase(postgres.access, variables(), silent)).toMatch(/^schema at /);
    expect(await roles()).toEqual(["trial_app", "trial_owner"]);
  });

  test("when its database is gone already, but never on another server", async () => {
    await ask(postgres.access, "create role trial_app login");
    await dropAppRole(postgres.access, url("trial_app").replace("localhost", "database.example.com"));
    expect(await roles()).toEqual(["trial_app"]);
    await dropAppRole(postgres.access, url("trial_app"));
    expect(await roles()).toEqual([]);
  });
});
