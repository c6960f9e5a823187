import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../local/paths.ts";
import { filesHolding } from "../../local/test/files.ts";
import { runChild, type TestChild } from "../../test/child.ts";
import { startTestRehearsal, type TestRehearsal } from "../test/rehearsal.ts";

// What the platform would do with the service that was declared: its commands, with its variables, in the folder of the image.
let rehearsal: TestRehearsal;
let variables: Record<string, string>;
let commands: { readonly preDeployCommand: string; readonly dockerCommand: string };

beforeAll(async () => {
  rehearsal = await startTestRehearsal();
  const { stack } = await rehearsal.open("staging");
  await stack.up();
  const id = (await stack.outputs()).apiServiceId?.value;
  const listed = (await rehearsal.askRender("staging", "GET", `/services/${id}/env-vars?limit=100`)) as {
    envVar: { key: string; value: string };
  }[];
  variables = Object.fromEntries(listed.map(({ envVar: { key, value } }) => [key, value]));
  const service = (await rehearsal.askRender("staging", "GET", `/services/${id}`)) as {
    serviceDetails: { envSpecificDetails: typeof commands };
  };
  commands = service.serviceDetails.envSpecificDetails;
}, 60_000);
afterAll(() => rehearsal?.close());

function run(command: string, more: Record<string, string> = {}): TestChild {
  const env = { PATH: `${join(ROOT, "node_modules", "node", "bin")}:/usr/bin:/bin`, ...variables, ...more };
  return runChild("sh", ["-c", `exec ${command}`], { cwd: join(ROOT, "services", "api"), env });
}

async function ask(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows.map(([first]) => first);
  } finally {
    await client.end();
  }
}

test("the pre-deploy command makes the database, and can be run again", async () => {
  for (let times = 0; times < 2; times += 1) {
    const migration = run(commands.preDeployCommand);
    expect(await migration.ended, migration.stderr() + migration.stdout()).toBe(0);
  }
  expect(await ask(variables.MIGRATION_DATABASE_URL, "select live_listen.app_env()")).toEqual(["staging"]);
  expect(
    await ask(variables.MIGRATION_DATABASE_URL, "select rolsuper from pg_roles where rolname = current_user"),
  ).toEqual([false]);
});

test("the app role reads and writes rows, and changes no schema", async () => {
  expect(await ask(variables.DATABASE_URL, "select current_user::text")).toEqual(["live_listen_staging_app_1"]);
  expect(await ask(variables.DATABASE_URL, "select count(*)::int from live_listen.rooms")).toEqual([0]);
  await expect(ask(variables.DATABASE_URL, "create table live_listen.mine ()")).rejects.toThrow(/permission denied/);
  await expect(ask(variables.DATABASE_URL, "drop table live_listen.rooms")).rejects.toThrow(/must be owner/);
});

test("the service serves, and the owner's URL is not in its process", async () => {
  const service = run(commands.dockerCommand, { PORT: "0" });
  await service.said("listening");
  const environment = await readFile(`/proc/${service.pid}/environ`, "utf8");
  const names = environment.split("\0").map((entry) => entry.split("=")[0]);
  expect(names).toContain("DATABASE_URL");
  expect(names).not.toContain("MIGRATION_DATABASE_URL");
  expect(environment).not.toContain(new URL(variables.MIGRATION_DATABASE_URL ?? "").password);
  const port = /"port":(\d+)/.exec(service.stdout())?.[1];
  await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect(await service.kill("SIGTERM")).toBe(0);
});

test("no secret is in plain in the state or in any other file of the engine's", async () => {
  const { staging, fingerprintKey } = rehearsal.credentials;
  const urls = [variables.DATABASE_URL, variables.MIGRATION_DATABASE_URL].map((url) => new URL(url ?? ""));
  const secrets = [
    staging.renderApiKey,
    staging.vercelApiToken,
    staging.registryToken,
    fingerprintKey,
    variables.JWT_SECRET ?? "",
    ...urls.map(({ password }) => password),
  ];
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(10);
  expect(await filesHolding(join(rehearsal.paths.directory, "stacks"), secrets)).toEqual([]);
  // The search does find what is there.
  expect(await filesHolding(join(rehearsal.paths.directory, "stacks"), ["live_listen_staging_owner"])).not.toEqual([]);
});
