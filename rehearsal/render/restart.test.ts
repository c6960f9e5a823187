import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { z } from "zod";
import { makeTemporaryFolder } from "../postgres/temporary-folder.ts";
import { serveRender } from "./index.ts";
import { query } from "./postgres/test-query.ts";
import {
  call,
  POSTGRES,
  placesIn,
  type TemporaryRender,
  temporaryRender,
  WEB_SERVICE,
  WORKSPACES,
} from "./test-render.ts";

const KEY = WORKSPACES[0].apiKey;
const connectionInfo = z.object({ internalConnectionString: z.string() });

async function spawnRender(folder: string): Promise<{ child: ChildProcess; call: TemporaryRender["call"] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "test-child.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("the child has no output");
  for await (const url of createInterface(child.stdout)) {
    return { child, call: (method, path, body) => call(url, method, path, body, KEY) };
  }
  throw new Error("the child has ended without a word");
}

async function kill({ child }: { child: ChildProcess }): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

test("what was made is there after a restart, and rows by the same connection string", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await temporaryRender({ folder: folder.path });
  const postgres = await first.make("/postgres", POSTGRES);
  await first.made(postgres);
  const string = await first.connectionString(postgres);
  await query(string, "CREATE TABLE kept AS SELECT 'row' AS line");
  const service = await first.make("/services", {
    ...WEB_SERVICE,
    envVars: [{ key: "SECRET", generateValue: true }],
    secretFiles: [{ name: "key.pem", content: "pem" }],
  });
  await first.call("POST", `/services/${service}/custom-domains`, { name: "api.example.com" });
  const paths = ["", "/env-vars", "/secret-files", "/custom-domains", "/deploys"].map(
    (one) => `/services/${service}${one}`,
  );
  const before = await Promise.all(paths.map((path) => first.call("GET", path)));
  await first.stop();
  await expect(query(string, "SELECT")).rejects.toThrow(/ECONNREFUSED/);

  await using second = await temporaryRender({ folder: folder.path });
  expect(await Promise.all(paths.map((path) => second.call("GET", path)))).toEqual(before);
  expect((await second.call("GET", `/postgres/${postgres}`)).body).toMatchObject({ status: "available" });
  expect(await second.connectionString(postgres)).toBe(string);
  expect(await query(string, "SELECT line FROM kept")).toEqual([{ line: "row" }]);
});

test("after kill -9 whatever was answered is there, and an instance that was being made becomes available", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await spawnRender(folder.path);
  const { body } = await first.call("POST", "/postgres", POSTGRES);
  const { id } = z.object({ id: z.string() }).parse(body);
  const answered: string[] = [];
  const making = Array.from({ length: 60 }, (_, index) =>
    first.call("POST", "/projects", { name: `project-${index}`, ownerId: "tea-one", environments: [] }).then(
      (answer) => answered.push(z.object({ id: z.string() }).parse(answer.body).id),
      () => {},
    ),
  );
  await expect.poll(() => answered.length).toBeGreaterThan(4);
  await kill(first);
  await Promise.all(making);

  await using second = await temporaryRender({ folder: folder.path });
  for (const project of answered) expect((await second.call("GET", `/projects/${project}`)).status).toBe(200);
  expect(await second.made(id)).toBe("available");
  expect(await query(await second.connectionString(id), "SELECT current_user AS who")).toEqual([{ who: "app" }]);
});

test("a server that has outlived kill -9 is taken over, and stops with the one that took it over", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await spawnRender(folder.path);
  const { body } = await first.call("POST", "/postgres", POSTGRES);
  const { id } = z.object({ id: z.string() }).parse(body);
  const statusOf = async () => (await first.call("GET", `/postgres/${id}`)).body;
  await expect.poll(statusOf, { timeout: 30_000 }).toMatchObject({ status: "available" });
  const info = await first.call("GET", `/postgres/${id}/connection-info`);
  const string = connectionInfo.parse(info.body).internalConnectionString;
  const before = await query(string, "SELECT pg_postmaster_start_time() AS since");
  await kill(first);

  const second = await temporaryRender({ folder: folder.path });
  expect(await query(string, "SELECT pg_postmaster_start_time() AS since")).toEqual(before);
  await second.stop();
  await expect(query(string, "SELECT")).rejects.toThrow(/ECONNREFUSED/);
});

test("its owner alone may read the state, in which no secret stands in plain text", async () => {
  await using folder = await makeTemporaryFolder();
  await using render = await temporaryRender({ folder: folder.path });
  const service = await render.make("/services", {
    ...WEB_SERVICE,
    envVars: [{ key: "TOKEN", value: "canary-variable" }],
    secretFiles: [{ name: "key.pem", content: "canary-file" }],
  });
  const login = { ownerId: "tea-one", name: "ghcr", registry: "GITHUB", username: "bot", authToken: "canary-login" };
  await render.make("/registrycredentials", login);
  await render.call("PUT", `/logs/streams/resource/${service}`, {
    setting: "send",
    endpoint: "a.test:1",
    token: "canary-log",
  });
  const postgres = await render.make("/postgres", POSTGRES);
  const { password } = new URL(await render.connectionString(postgres));
  await render.stop();
  const directory = join(folder.path, "state");
  expect(await readdir(directory)).toEqual(["render.json"]);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await stat(join(directory, "render.json"))).mode & 0o777).toBe(0o600);
  const text = await readFile(join(directory, "render.json"), "utf8");
  expect(text).toContain("TOKEN");
  expect(text).not.toMatch(/canary/);
  expect(text).not.toContain(password);
});

test.each([
  ["that was cut off", '{"projects":'],
  ["of something else", '{"projects": "many"}'],
])("a state %s is a fault with its cure", async (_what, text) => {
  await using folder = await makeTemporaryFolder();
  const places = placesIn(folder.path);
  await mkdir(places.stateDirectory);
  await writeFile(join(places.stateDirectory, "render.json"), text);
  await expect(serveRender({ ...places, workspaces: WORKSPACES })).rejects.toThrow(/render\.json .*: move it away/);
});
