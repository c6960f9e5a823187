import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { z } from "zod";
import { paceOf } from "../../pace.ts";
import { isAlive } from "../../postgres/process.ts";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { call, WEB_SERVICE, WORKSPACES } from "../test-render.ts";
import { publishApp } from "./test-app.ts";
import { TestEdge } from "./test-edge.ts";
import { hasEnded } from "./test-process.ts";
import { HOST, RunningRender, runningRender } from "./test-running.ts";

test("what served when the stand-in was stopped serves again, with what it was deployed with", async () => {
  await using running = await runningRender();
  const service = await running.service({ numInstances: 2 }, { envVars: [{ key: "GREETING", value: "first" }] });
  await running.render.call("PUT", `${service}/env-vars`, [{ key: "GREETING", value: "second" }]);
  const before = [(await running.who())?.pid, (await running.who())?.pid];
  const deploys = await running.deploys(service);
  await running.render.stop();
  for (const pid of before) expect(await isAlive(pid ?? 0)).toBe(false);
  expect(running.edge.routes.has(HOST)).toBe(false);
  expect(await readdir(join(running.folder, "state", "processes"))).toEqual([]);
  expect(await readdir(join(running.folder, "state", "scratch"))).toEqual([]);
  await running.start();
  await expect.poll(() => running.edge.routes.get(HOST)?.length, { timeout: 20_000 }).toBe(2);
  expect(JSON.parse((await running.edge.ask(HOST, "/env")) ?? "{}")).toMatchObject({ GREETING: "first" });
  expect(await running.deploys(service)).toEqual(deploys);
  expect(await running.lines(service)).toContain("asked to end");
});

test("a deploy that was under way when the stand-in was stopped is begun again, and comes to serve", async () => {
  await using running = await runningRender({ pace: paceOf(60) });
  const service = await running.service();
  await running.render.faults.putOn(service.split("/")[2] ?? "", "slow-step");
  const { id } = await running.begin(service, "2");
  await running.reaches(service, id, "update_in_progress");
  await running.restart();
  expect(await running.read(service, id)).not.toHaveProperty("finishedAt");
  await running.render.faults.takeOff(service.split("/")[2] ?? "");
  expect(await running.ended(service, id)).toMatchObject({ status: "live" });
  expect(await running.who()).toMatchObject({ version: "2" });
});

test("a service that is suspended stays so, and an image that is gone meanwhile is told", async () => {
  const faults: string[] = [];
  await using running = await runningRender({ onFault: ({ message }) => faults.push(message) });
  const service = await running.service();
  await running.render.call("POST", `${service}/suspend`);
  const other = await running.service({}, { name: "other" });
  await running.render.stop();
  await rm(running.store, { recursive: true });
  await running.start();
  await expect
    .poll(() => faults, { timeout: 15_000 })
    .toEqual([expect.stringMatching(/^The service "other" \(srv-\S+\) doesn't run: There is no image/)]);
  expect(running.edge.routes.get(HOST)).toEqual([]);
  expect(await running.instances(service)).toEqual([]);
  expect(await running.lines(other, "&level=error")).toHaveLength(1);
});

async function spawnRender(folder: string, store: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../test-child.ts"), folder, store], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const url of createInterface(child.stdout)) return { child, url };
  throw new Error("the child has ended without a word");
}

test("after kill -9 of the stand-in the next one ends what it has left, and starts it again", async () => {
  await using folder = await makeTemporaryFolder();
  const store = join(folder.path, "images");
  const digests = [await publishApp(folder.path, store, "1"), await publishApp(folder.path, store, "2")] as const;
  const { child, url } = await spawnRender(folder.path, store);
  const ask = (method: string, path: string, body?: unknown) => call(url, method, path, body, WORKSPACES[0].apiKey);
  const serviceDetails = { ...WEB_SERVICE.serviceDetails, healthCheckPath: "/healthz" };
  const { body } = await ask("POST", "/services", { ...WEB_SERVICE, serviceDetails });
  const { service, deployId } = z.object({ service: z.object({ id: z.string() }), deployId: z.string() }).parse(body);
  const at = `/services/${service.id}`;
  await expect
    .poll(async () => (await ask("GET", `${at}/deploys/${deployId}`)).body, { timeout: 20_000 })
    .toMatchObject({ status: "live" });
  await ask("PATCH", at, { serviceDetails: { runtime: "image", preDeployCommand: "sleep 600" } });
  await ask("POST", `${at}/deploys`, { imageUrl: "ghcr.io/example/api:2" });
  const processes = join(folder.path, "state", "processes");
  await expect.poll(() => readdir(processes), { timeout: 15_000 }).toHaveLength(2);
  const left = (await readdir(processes)).map(Number);
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  for (const pid of left) expect(await isAlive(pid)).toBe(true);

  await using own = new AsyncDisposableStack();
  await using running = new RunningRender({ edge: new TestEdge(), digests, store, folder: folder.path }, {}, own);
  await running.start();
  for (const pid of left) await hasEnded(pid);
  await expect.poll(() => running.who(), { timeout: 20_000 }).toMatchObject({ version: "1" });
  const newest = await running.newest(at);
  await running.reaches(at, newest.id, "pre_deploy_in_progress");
  const cancel = await running.render.call("POST", `${at}/deploys/${newest.id}/cancel`);
  expect(cancel).toMatchObject({ status: 200, body: { status: "canceled" } });
  expect(await running.deploys(at)).toMatchObject([{ status: "canceled" }, { status: "live" }]);
}, 90_000);
