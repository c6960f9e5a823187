import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { serveVercel } from "./index.ts";
import { ask, deploy, ended, makeProject, settled } from "./test-deploy.ts";
import { ACCOUNTS, call, temporaryVercel } from "./test-vercel.ts";

const [{ token }] = ACCOUNTS;

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "vercel-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

interface Spawned {
  readonly child: ChildProcess;
  readonly url: string;
  readonly serving: { readonly port: number; readonly url: string };
}

async function spawnVercel(stateDirectory: string, timesFaster = 1_000): Promise<Spawned> {
  const script = join(import.meta.dirname, "test-child.ts");
  const child = spawn(process.execPath, [script, stateDirectory, String(timesFaster)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("the child has no output");
  for await (const line of createInterface(child.stdout)) {
    const [url = "", port = ""] = line.split(" ");
    return { child, url, serving: { port: Number(port), url: `http://127.0.0.1:${port}` } };
  }
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

test("deployments that were answered go on after kill -9, with all their files, wherever they were", async () => {
  await using folder = await temporaryFolder();
  // Slow enough that some are in each state when it ends.
  const first = await spawnVercel(folder.path, 20);
  const project = { name: "web", ssoProtection: null };
  expect((await call(first.url, "POST", "/v11/projects", project, token)).status).toBe(200);
  const answered: { readonly id: string; readonly url: string; readonly text: string }[] = [];
  const making = Array.from({ length: 30 }, async (_, index) => {
    await delay(index * 15);
    const text = `deployment ${index}`;
    const files = [{ file: "index.html", data: text }];
    const made = await call(first.url, "POST", "/v13/deployments", { name: "web", files }, token).catch(
      () => undefined,
    );
    if (made?.status === 200) answered.push({ ...(made.body as { id: string; url: string }), text });
  });
  await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(8);
  await kill(first);
  await Promise.all(making);
  const second = await spawnVercel(folder.path);
  try {
    const again = (method: string, path: string) => call(second.url, method, path, undefined, token);
    for (const { id, url, text } of answered) {
      expect((await ended({ call: again }, id)).readyState).toBe("READY");
      expect((await ask(second, url)).text).toBe(text);
    }
    const names = await readdir(join(folder.path, "files"), { recursive: true });
    expect(names.filter((name) => name.endsWith(".new"))).toEqual([]);
  } finally {
    await kill(second);
  }
});

test("a rollback that was answered is carried out after kill -9", async () => {
  await using folder = await temporaryFolder();
  const before = await temporaryVercel({ stateDirectory: folder.path });
  const id = await makeProject(before, "web");
  const one = await deploy(before, id, { "index.html": "one" });
  await deploy(before, id, { "index.html": "two" });
  await before.stop();
  const killed = await spawnVercel(folder.path, 0.01);
  const path = `/v1/projects/${id}/rollback/${one.id}`;
  expect((await call(killed.url, "POST", path, undefined, token)).status).toBe(201);
  expect((await ask(killed, "web-one.vercel.app")).text).toBe("two");
  await kill(killed);
  await using after = await temporaryVercel({ stateDirectory: folder.path });
  expect(await settled(after, id)).toBe("succeeded");
  expect((await ask(after, "web-one.vercel.app")).text).toBe("one");
  expect((await after.call("GET", `/v9/projects/${id}`)).body).toMatchObject({ autoAssignCustomDomains: false });
});

test("a state from before there were deployments is taken over", async () => {
  await using folder = await temporaryFolder();
  const first = await temporaryVercel({ stateDirectory: folder.path });
  await first.call("POST", "/v10/projects", { name: "web" });
  await first.stop();
  const path = join(folder.path, "vercel.json");
  const NEW = ["deployments", "aliases", "currentDeploymentId", "lastAliasRequest", "rollbackDescription"];
  const older = JSON.parse(await readFile(path, "utf8"), (key, value: unknown) =>
    NEW.includes(key) ? undefined : value,
  );
  expect(Object.keys(older)).not.toContain("deployments");
  await writeFile(path, JSON.stringify(older));
  await using second = await temporaryVercel({ stateDirectory: folder.path });
  expect((await second.call("GET", "/v10/projects/web")).body).toMatchObject({ name: "web", targets: {} });
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
