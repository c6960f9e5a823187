import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answers } from "../hosting/ports.ts";
import { silent } from "../progress.ts";
import { startPostgres } from "./postgres.ts";
import { useClone } from "./test/clone.ts";
import { putOnPath, withoutDocker } from "./test/fake-program.ts";
import { ask, TEST_ACCESS } from "./test/postgres.ts";

const paths = useClone();

test("where a Docker engine answers, docker compose runs the server", async () => {
  await putOnPath(paths().root, "docker", `echo "$*" >> '${paths().root}/calls'`);
  const access = { ...TEST_ACCESS, port: 5499 };
  const postgres = await startPostgres(paths(), silent, access);
  expect(postgres).toMatchObject({ ...access, kind: "docker compose" });
  await postgres.stop();
  const calls = (await readFile(join(paths().root, "calls"), "utf8")).trim().split("\n");
  expect(calls.slice(-2)).toEqual(["compose up --detach --wait postgres", "compose stop postgres"]);
  expect(existsSync(paths().postgresData)).toBe(false);
});

test("elsewhere the server that npm brings, with the same access", async ({ onTestFinished }) => {
  await withoutDocker(paths().root);
  const postgres = await startPostgres(paths(), silent, TEST_ACCESS);
  onTestFinished(() => postgres.stop());
  expect(postgres).toMatchObject({ ...TEST_ACCESS, port: expect.any(Number), kind: "embedded" });
  expect(await ask(postgres, "select rolname from pg_roles where rolsuper")).toEqual(["postgres"]);
  await postgres.stop();
  expect(await answers(postgres.port)).toBe(false);
});
