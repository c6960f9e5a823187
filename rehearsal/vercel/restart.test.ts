import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { serveVercel } from "./index.ts";
import { ACCOUNTS, call, temporaryVercel } from "./test-vercel.ts";

const [{ token }] = ACCOUNTS;

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "vercel-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function spawnVercel(stateDirectory: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "test-child.ts"), stateDirectory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("the child has no output");
  for await (const url of createInterface(child.stdout)) return { child, url };
  throw new Error("the child has ended without a word");
}

async function kill({ child }: { child: ChildProcess }): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

test("what was made is there after a restart", async () => {
  await using folder = await temporaryFolder();
  const first = await temporaryVercel({ stateDirectory: folder.path });
  await first.call("POST", "/v10/projects", { name: "web" });
  const secret = { key: "URL", value: "https://api.test", type: "encrypted", target: "production" };
  await first.call("POST", "/v10/projects/web/env", secret);
  await first.call("POST", "/v10/projects/web/domains", { name: "one.test" });
  await first.call("POST", "/v2/domains/one.test/records", { name: "api", type: "A", value: "192.0.2.1" });
  await first.stop();
  await using second = await temporaryVercel({ stateDirectory: folder.path });
  const variables = await second.call("GET", "/v10/projects/web/env?decrypt=true");
  expect(variables.body).toMatchObject({ envs: [{ key: "URL", value: "https://api.test" }] });
  expect((await second.call("GET", "/v9/projects/web/domains/one.test")).status).toBe(200);
  expect((await second.call("GET", "/v4/domains/one.test/records")).body).toMatchObject({ records: [{ name: "api" }] });
});

test("whatever has been answered survives kill -9, however much was under way", async () => {
  await using folder = await temporaryFolder();
  const first = await spawnVercel(folder.path);
  const answered: string[] = [];
  const making = Array.from({ length: 60 }, (_, index) =>
    call(first.url, "POST", "/v10/projects", { name: `web-${index}` }, token).then(
      ({ status }) => status === 200 && answered.push(`web-${index}`),
      () => {},
    ),
  );
  await Promise.race(making);
  await expect.poll(() => answered.length).toBeGreaterThan(4);
  await kill(first);
  await Promise.all(making);
  const second = await spawnVercel(folder.path);
  try {
    for (const name of answered) {
      expect((await call(second.url, "GET", `/v10/projects/${name}`, undefined, token)).status).toBe(200);
    }
  } finally {
    await kill(second);
  }
});

test("its owner alone may read the state, in which no value stands in plain text", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v10/projects", { name: "web" });
  const secret = { key: "TOKEN", value: "canary-value", type: "sensitive", target: ["production"] };
  await vercel.call("POST", "/v10/projects/web/env", secret);
  const protection = { deploymentType: "all", password: "canary-password" };
  expect((await vercel.call("PATCH", "/v9/projects/web", { passwordProtection: protection })).status).toBe(200);
  const [name = "", ...others] = await readdir(vercel.stateDirectory);
  expect(others).toEqual([]);
  const path = join(vercel.stateDirectory, name);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const text = await readFile(path, "utf8");
  expect(text).toContain("TOKEN");
  expect(text).not.toContain("canary");
});

test("a directory that holds something else is a fault with its cure", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "vercel.json"), '{"projects": "many"}');
  await expect(serveVercel({ stateDirectory: folder.path, accounts: ACCOUNTS })).rejects.toThrow(
    /vercel\.json .*: move it away/,
  );
});
