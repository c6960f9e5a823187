import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Role } from "@pulumi/postgresql";
import { RandomPassword } from "@pulumi/random";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { EngineStack } from "./stack.ts";
import { startTestPostgres, type TestPostgres } from "./test/postgres.ts";
import { openTestProject, type TestProject } from "./test/project.ts";

let postgres: TestPostgres;
let project: TestProject;
let killAt: string | undefined;
beforeEach(async () => {
  postgres = await startTestPostgres();
  project = await openTestProject(({ method, type }) => {
    // The engine has written down that it is creating the resource before it asks the provider to.
    if (method === "Create" && type === killAt) killEngine();
  });
});
afterEach(async () => {
  await project.close();
  await postgres.stop();
});

/** At once, before the provider begins: it would be done in a few milliseconds. */
function killEngine(): void {
  killAt = undefined;
  const locks = join(project.state, ".pulumi", "locks", "organization", "engine", "trial");
  const [lock] = readdirSync(locks).filter((name) => name.endsWith(".json"));
  const { pid } = JSON.parse(readFileSync(join(locks, String(lock)), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
}

async function program() {
  const password = new RandomPassword("password", { length: 20 });
  const owner = new Role("owner", { name: "owner", login: true, password: password.result });
  return { owner: owner.name };
}

function open(): Promise<EngineStack> {
  return project.open(program, {
    identify: (type, inputs) => (type === "postgresql:index/role:Role" ? String(inputs.name) : undefined),
    config: {
      "postgresql:host": "127.0.0.1",
      "postgresql:port": String(postgres.port),
      "postgresql:username": postgres.superuser.name,
      "postgresql:password": postgres.superuser.password,
      "postgresql:sslmode": "disable",
    },
  });
}

async function pendingInState(): Promise<boolean> {
  return (await readFile(join(project.state, ".pulumi", "stacks", "engine", "trial.json"), "utf8")).includes(
    '"pending_operations":[{',
  );
}

async function rolesCalledOwner(): Promise<number> {
  return (await postgres.query("select from pg_roles where rolname = 'owner'")).length;
}

test("what was being created and is there is taken over, not created twice", async () => {
  const stack = await open();
  killAt = "postgresql:index/role:Role";
  await expect(stack.up()).rejects.toThrow(/^The up of the stack trial failed/);
  expect(await pendingInState()).toBe(true);
  // The provider may or may not have got as far as the server.
  if ((await rolesCalledOwner()) === 0) await postgres.query("create role owner login");
  expect(await stack.up()).not.toHaveProperty("create");
  expect(await pendingInState()).toBe(false);
  expect(await rolesCalledOwner()).toBe(1);
  expect(await stack.destroy()).toMatchObject({ delete: expect.any(Number) });
  expect(await rolesCalledOwner()).toBe(0);
});

test("what was being created and is not there is created", async () => {
  const stack = await open();
  killAt = "postgresql:index/role:Role";
  await expect(stack.up()).rejects.toThrow(/^The up of the stack trial failed/);
  await postgres.query("drop role if exists owner");
  expect(await stack.up()).toMatchObject({ create: 1 });
  expect(await pendingInState()).toBe(false);
  expect(await rolesCalledOwner()).toBe(1);
});

test("what leaves no trace outside the state is made anew", async () => {
  const stack = await open();
  killAt = "random:index/randomPassword:RandomPassword";
  await expect(stack.up()).rejects.toThrow(/^The up of the stack trial failed/);
  await stack.up();
  expect(await pendingInState()).toBe(false);
  expect(await stack.up()).not.toHaveProperty("create");
});
