import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { silent } from "../progress.ts";
import { openBackingServices } from "./backing-services.ts";
import { knowsOwner, migrateDatabase } from "./database.ts";
import { ENV_FILES, readEnvFile } from "./env-files.ts";
import { useClone } from "./test/clone.ts";
import { filesHolding } from "./test/files.ts";
import { openLocalEngine } from "./test/local-engine.ts";
import { ask, madeOn, TEST_ACCESS } from "./test/postgres.ts";
import { upLocalStack } from "./up.ts";

const paths = useClone();
const all = ["live_listen_local", "live_listen_local_owner"];

test("the first up makes the owner, the database and both .env files; the second changes nothing", async () => {
  const { cli, services } = await openLocalEngine(paths());
  const first = await upLocalStack(paths(), cli, services);
  expect(first.changes).toEqual({ create: expect.any(Number) });
  expect(first.notes).toEqual([]);
  expect(await madeOn(services.postgres)).toEqual(all);
  const [api, web] = [await readEnvFile(paths(), "api"), await readEnvFile(paths(), "web")];
  expect(api).toEqual(first.outputs.apiVariables);
  expect(web).toEqual(first.outputs.webVariables);
  expect(api).toMatchObject({ APP_ENV: "local", PORT: "3001", JWT_SECRET: expect.stringMatching(/^\w{43}$/) });
  expect(web.NEXT_PUBLIC_APP_ENV).toBe("local");
  for (const file of Object.values(ENV_FILES)) expect((await stat(join(paths().root, file))).mode & 0o777).toBe(0o600);
  expect(await knowsOwner(String(api.MIGRATION_DATABASE_URL))).toBe(true);
  expect(
    await ask(services.postgres, "select rolsuper from pg_roles where rolname = 'live_listen_local_owner'"),
  ).toEqual([false]);

  const second = await upLocalStack(paths(), cli, services);
  expect(second).toEqual({ changes: { same: first.changes.create }, outputs: first.outputs, notes: [] });
});

test("an up after the first migration leaves the app role the owner's to manage", async () => {
  const { cli, services } = await openLocalEngine(paths());
  await upLocalStack(paths(), cli, services);
  const migrate = async () => migrateDatabase(services.postgres, await readEnvFile(paths(), "api"), silent);
  await migrate();
  expect(Object.keys((await upLocalStack(paths(), cli, services)).changes)).toEqual(["same"]);
  expect(await migrate()).toMatch(/^schema at /);
});

test("a value edited by hand is kept, and told", async () => {
  const { cli, services } = await openLocalEngine(paths());
  await upLocalStack(paths(), cli, services);
  const file = join(paths().root, ENV_FILES.api);
  await writeFile(file, (await readFile(file, "utf8")).replace("LOG_LEVEL=info", "LOG_LEVEL=debug"));
  const { notes } = await upLocalStack(paths(), cli, services);
  expect(notes).toEqual([
    "services/api/.env keeps LOG_LEVEL as edited by hand; delete the line to get the stack's value.",
  ]);
  expect((await readEnvFile(paths(), "api")).LOG_LEVEL).toBe("debug");
});

describe("what is lost is made anew", () => {
  test("a stack whose state is gone, and the database that it had made is set aside with its rows", async () => {
    const places = { ...paths(), postgresData: join(paths().root, "volume") };
    const { cli, services } = await openLocalEngine(places);
    await upLocalStack(places, cli, services);
    await migrateDatabase(services.postgres, await readEnvFile(places, "api"), silent);
    await ask(services.postgres, "create table kept as select 42 as answer", "live_listen_local");
    await services.close();
    for (const file of [places.directory, ...Object.values(ENV_FILES).map((file) => join(places.root, file))]) {
      await rm(file, { recursive: true });
    }
    const again = await openLocalEngine(places);
    const { notes } = await upLocalStack(places, again.cli, again.services);
    const [, aside = ""] =
      /^The database live_listen_local of an earlier stack was set aside as (\w+);/.exec(notes[0] ?? "") ?? [];
    expect(await ask(again.services.postgres, "select answer from kept", aside)).toEqual([42]);
    expect(await migrateDatabase(again.services.postgres, await readEnvFile(places, "api"), silent)).toMatch(/applied/);
    expect((await upLocalStack(places, again.cli, again.services)).notes).toEqual([]);
  });

  test("a server whose data was set aside, with the same secrets", async () => {
    const { cli, services } = await openLocalEngine(paths());
    const before = await upLocalStack(paths(), cli, services);
    await services.close();
    await rm(paths().postgresData, { recursive: true });
    const other = await openBackingServices(paths(), silent, { ...TEST_ACCESS, port: services.postgres.port }, "brief");
    try {
      expect(await madeOn(other.postgres)).toEqual([]);
      const after = await upLocalStack(paths(), cli, other);
      expect(after.changes).toMatchObject({ create: 2 });
      expect(after.outputs).toEqual(before.outputs);
      expect(await madeOn(other.postgres)).toEqual(all);
    } finally {
      await other.close();
    }
  });

  test("everything that git ignores but the stack's settings, which nobody can open any more", async () => {
    const { cli, services } = await openLocalEngine(paths());
    const before = await upLocalStack(paths(), cli, services);
    await services.close();
    await rm(paths().directory, { recursive: true });
    const again = await openLocalEngine(paths());
    const after = await upLocalStack(paths(), again.cli, again.services);
    expect(after.outputs.apiVariables.JWT_SECRET).not.toBe(before.outputs.apiVariables.JWT_SECRET);
  });
});

test("no secret is in plain in any file but the .env files, in progress, or in the sentence of a failure", async () => {
  const { cli, services } = await openLocalEngine(paths());
  const told: string[] = [];
  const progress = (doing: string) => void told.push(doing);
  const { outputs } = await upLocalStack(paths(), cli, services, { progress });
  const { DATABASE_URL = "", MIGRATION_DATABASE_URL = "", JWT_SECRET = "" } = outputs.apiVariables;
  const passwords = [DATABASE_URL, MIGRATION_DATABASE_URL].map((url) => new URL(url).password);
  const secrets = [DATABASE_URL, MIGRATION_DATABASE_URL, JWT_SECRET, ...passwords, TEST_ACCESS.superuser.password];
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(10);

  // A failure of the provider, and of the server's refusal in its log.
  await ask(services.postgres, "alter role postgres password 'changed'");
  const failure: Error = await upLocalStack(paths(), cli, services, { progress }).then(
    () => new Error(""),
    (error: Error) => error,
  );
  await ask(
    { ...services.postgres, superuser: { name: "postgres", password: "changed" } },
    "alter role live_listen_local_owner password 'changed'",
  );
  const refused: Error = await upLocalStack(paths(), cli, services, { progress }).then(
    () => new Error(""),
    (error: Error) => error,
  );
  expect(refused.message).not.toBe("");
  expect(refused.message.split("\n")).toHaveLength(1);

  const words = [...told, failure.message, refused.message].join("\n");
  for (const secret of secrets) expect(words).not.toContain(secret);
  const holding = await filesHolding(paths().root, secrets);
  expect(holding).toEqual([join(paths().root, ENV_FILES.api)]);
  // The search does find what is there.
  expect(await filesHolding(paths().root, [outputs.apiUrl])).not.toEqual([]);
});
