import { existsSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { silent } from "../progress.ts";
import { migrateDatabase } from "./database.ts";
import { destroyLocalStack } from "./destroy.ts";
import { ENV_FILES, readEnvFile } from "./env-files.ts";
import { useClone } from "./test/clone.ts";
import { openLocalEngine } from "./test/local-engine.ts";
import { ask, madeOn } from "./test/postgres.ts";
import { upLocalStack } from "./up.ts";

const paths = useClone();
const envFiles = () => Object.values(ENV_FILES).map((file) => existsSync(join(paths().root, file)));

test("after up and migrations, destroy leaves no role, no database and no .env file, and up works again", async () => {
  const { cli, services } = await openLocalEngine(paths());
  const upAndMigrate = async () => {
    await upLocalStack(paths(), cli, services);
    await migrateDatabase(services.postgres, await readEnvFile(paths(), "api"), silent);
  };
  await upAndMigrate();
  const all = ["live_listen_local", "live_listen_local_app", "live_listen_local_owner"];
  expect(await madeOn(services.postgres)).toEqual(all);
  expect(await destroyLocalStack(paths(), cli, services)).toMatchObject({ delete: expect.any(Number) });
  expect(await madeOn(services.postgres)).toEqual([]);
  expect(envFiles()).toEqual([false, false]);

  await upAndMigrate();
  expect(await madeOn(services.postgres)).toEqual(all);
  // Sessions of an API that still runs don't stand in the way.
  const session = ask(services.postgres, "select pg_sleep(60)", "live_listen_local").catch(() => "ended");
  await destroyLocalStack(paths(), cli, services);
  expect(await session).toBe("ended");
  expect(await madeOn(services.postgres)).toEqual([]);
});

test("what a person added to an .env file stays", async () => {
  const { cli, services } = await openLocalEngine(paths());
  await upLocalStack(paths(), cli, services);
  await appendFile(join(paths().root, ENV_FILES.api), "OWN=1\n");
  await destroyLocalStack(paths(), cli, services);
  expect(envFiles()).toEqual([true, false]);
  expect(await readEnvFile(paths(), "api")).toEqual({ OWN: "1" });
});

test("where nothing was brought up there is nothing to destroy", async () => {
  const { cli, services } = await openLocalEngine(paths());
  await destroyLocalStack(paths(), cli, services);
  expect(await madeOn(services.postgres)).toEqual([]);
});

test("the data sets beside the database go with the roles that they are for", async () => {
  const { cli, services } = await openLocalEngine(paths());
  await upLocalStack(paths(), cli, services);
  await ask(services.postgres, "create database live_listen_local_pr_12 owner live_listen_local_owner");
  const variables = await readEnvFile(paths(), "api");
  const urls = ["DATABASE_URL", "MIGRATION_DATABASE_URL"].map((name) => [name, `${variables[name]}_pr_12`]);
  await migrateDatabase(services.postgres, { ...variables, ...Object.fromEntries(urls) }, silent);
  expect(await madeOn(services.postgres)).toContain("live_listen_local_pr_12");
  await destroyLocalStack(paths(), cli, services);
  expect(await madeOn(services.postgres)).toEqual([]);
});
