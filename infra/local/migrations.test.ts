import { beforeEach, describe, expect, test, vi } from "vitest";
import { silent } from "../progress.ts";
import { importing, runScript } from "../test/child.ts";
import { useFolder } from "../test/folder.ts";
import { ensureOwnerAndDatabase, migrateDatabase } from "./database.ts";
import { migrateUp } from "./migrations.ts";
import { ask, startTestPostgres, type TestPostgres } from "./test/postgres.ts";

const folder = useFolder();
let postgres: TestPostgres;
beforeEach(async ({ onTestFinished }) => {
  const started = await startTestPostgres(folder());
  onTestFinished(() => started.stop());
  postgres = started;
});

const url = (role: string) =>
  `postgresql://trial_${role}:canary-of-${role}@localhost:${postgres.access.port}/live_listen_trial`;
const variables = () => ({
  APP_ENV: "local",
  DATABASE_URL: url("app"),
  MIGRATION_DATABASE_URL: url("owner"),
  LOG_LEVEL: "info",
});

describe("the database is brought to the newest migration", () => {
  test("from nothing, and then there is nothing to apply", async () => {
    expect(await migrateDatabase(postgres.access, variables(), silent)).toMatch(/^\d+ applied, schema at \S+$/);
    expect(await migrateUp(variables())).toMatch(/^schema at \S+$/);
  });

  test("by the variables given, and by nothing that a person has exported", async ({ onTestFinished }) => {
    vi.stubEnv("DATABASE_URL", "postgresql://exported:exported@localhost:1/exported");
    vi.stubEnv("APP_ENV", "staging");
    onTestFinished(() => void vi.unstubAllEnvs());
    await migrateDatabase(postgres.access, variables(), silent);
    expect(await ask(postgres.access, "select live_listen.app_env()", "live_listen_trial")).toEqual(["local"]);
  });
});

describe("what fails is told in one sentence, without a secret", () => {
  async function failure(change: Record<string, string>): Promise<string> {
    const error: Error = await migrateUp({ ...variables(), ...change }).then(
      () => new Error("it went well"),
      (error: Error) => error,
    );
    expect(error.message.split("\n")).toHaveLength(1);
    expect(error.message).not.toContain("canary");
    return error.message;
  }

  test("variables that are missing, all of them", async () => {
    expect(await failure({ MIGRATION_DATABASE_URL: "", DATABASE_URL: "" })).toMatch(
      /^DATABASE_URL is missing; MIGRATION_DATABASE_URL is missing/,
    );
  });

  test("a database of another environment", async () => {
    await ensureOwnerAndDatabase(postgres.access, url("owner"), silent);
    await ask(
      postgres.access,
      `set role trial_owner;
       create schema live_listen;
       create function live_listen.app_env() returns text language sql immutable return 'staging'`,
      "live_listen_trial",
    );
    expect(await failure({})).toMatch(/staging/);
  });

  test("a server that is not there", async () => {
    await postgres.stop();
    expect(await failure({})).not.toBe("");
  });
});

test("run for a person, the command writes to the terminal itself and its exit code is passed on", async () => {
  await migrateDatabase(postgres.access, variables(), silent);
  const run = (variables: Record<string, string>) =>
    runScript(
      folder(),
      `${importing("migrations", "local/migrations.ts")}
       process.exitCode = await migrations.runMigrationCommand(["status", "--json"], ${JSON.stringify(variables)});`,
    );
  const good = await run(variables());
  expect(await good.ended).toBe(0);
  expect(JSON.parse(good.stdout().trim().split("\n").at(-1) ?? "")).toEqual(expect.any(Object));
  const bad = await run({ APP_ENV: "local" });
  expect(await bad.ended).toBe(2);
  expect(bad.stderr()).toContain("DATABASE_URL is missing");
});
