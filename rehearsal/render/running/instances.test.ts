import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { expect, test } from "vitest";
import { paceOf } from "../../pace.ts";
import { hasEnded } from "./test-process.ts";
import { HOST, type RunningRender, runningRender } from "./test-running.ts";

/** The instances that answer, of some requests. */
async function answering(running: RunningRender): Promise<ReadonlySet<string | undefined>> {
  const all = new Set<string | undefined>();
  for (let count = 0; count < 12; count += 1) all.add((await running.who())?.instance);
  return all;
}

test("several instances take requests in turn, and a change of their number reaches those that run", async () => {
  await using running = await runningRender();
  const service = await running.service({ numInstances: 2 });
  const two = await running.instances(service);
  expect(await answering(running)).toEqual(new Set(two));
  expect((await running.render.call("POST", `${service}/scale`, { numInstances: 3 })).status).toBe(202);
  const three = await running.instances(service);
  expect(three.slice(0, 2)).toEqual(two);
  await expect.poll(() => answering(running), { timeout: 15_000 }).toEqual(new Set(three));
  await running.render.call("POST", `${service}/scale`, { numInstances: 1 });
  expect(await answering(running)).toEqual(new Set(two.slice(0, 1)));
  await expect
    .poll(async () => (await running.lines(service)).filter((line) => line === "asked to end").length, {
      timeout: 15_000,
    })
    .toBe(2);
});

test("where instances are scaled by their load there are the fewest", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const off = { enabled: false, percentage: 50 };
  const autoscaling = { enabled: true, min: 2, max: 4, criteria: { cpu: off, memory: off } };
  await running.render.call("PUT", `${service}/autoscaling`, autoscaling);
  expect(await running.instances(service)).toHaveLength(2);
  await running.render.call("DELETE", `${service}/autoscaling`);
  expect(await running.instances(service)).toHaveLength(1);
});

test("an instance that ends is started again, while the others go on", async () => {
  await using running = await runningRender();
  const service = await running.service({ numInstances: 2 });
  const before = await running.instances(service);
  running.edge.counts.length = 0;
  await running.edge.ask(HOST, "/crash");
  await expect.poll(() => running.edge.counts, { timeout: 15_000 }).toEqual([1, 2]);
  await expect.poll(() => answering(running), { timeout: 15_000 }).toEqual(new Set(before));
  expect(await running.lines(service, "&level=error")).toContainEqual(
    expect.stringMatching(/^==> Instance srv-\S+ exited with status 5: it is started again\.$/),
  );
});

test("one that is no longer healthy gets no requests, and is started again", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const before = await running.who();
  await running.edge.ask(HOST, "/sicken");
  await expect.poll(() => running.edge.routes.get(HOST), { timeout: 15_000 }).toEqual([]);
  await expect.poll(async () => (await running.who())?.pid, { timeout: 30_000 }).toEqual(expect.any(Number));
  await hasEnded(before?.pid);
  expect(await running.lines(service, "&level=error")).toContainEqual(
    expect.stringContaining("failed its health checks for a minute"),
  );
});

test("a restart replaces the instances by new ones of the same deploy, without a gap", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const before = await running.who();
  expect((await running.render.call("POST", `${service}/restart`)).status).toBe(200);
  await expect
    .poll(
      async () => {
        const now = await running.who();
        expect(now).toBeDefined();
        return now?.instance;
      },
      { timeout: 15_000 },
    )
    .not.toBe(before?.instance);
  await hasEnded(before?.pid);
  expect(await running.deploys(service)).toHaveLength(1);
});

test("a service that is suspended runs nothing and answers nothing, until it is resumed by a deploy", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const before = await running.who();
  expect((await running.render.call("POST", `${service}/suspend`)).status).toBe(202);
  expect((await running.render.call("GET", service)).body).toMatchObject({
    suspended: "suspended",
    suspenders: ["user"],
  });
  expect(running.edge.routes.get(HOST)).toEqual([]);
  await hasEnded(before?.pid);
  expect(await running.instances(service)).toEqual([]);
  expect(await running.deploys(service)).toMatchObject([{ status: "deactivated" }]);
  expect((await running.render.call("POST", `${service}/deploys`, {})).status).toBe(400);
  expect((await running.render.call("POST", `${service}/resume`)).status).toBe(202);
  const { id } = await running.newest(service);
  expect(await running.ended(service, id)).toMatchObject({ status: "live", trigger: "service_resumed" });
  expect(await running.who()).toMatchObject({ version: "1" });
});

test("a service in maintenance answers nothing, and goes on", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const before = await running.who();
  const maintain = (enabled: boolean) =>
    running.render.call("PATCH", service, { serviceDetails: { maintenanceMode: { enabled, uri: "" } } });
  await maintain(true);
  expect(running.edge.routes.get(HOST)).toEqual([]);
  await maintain(false);
  expect(await running.who()).toEqual(before);
});

test("a deploy that is under way ends with its service's suspension", async () => {
  await using running = await runningRender({ pace: paceOf(30) });
  const service = await running.service();
  await running.render.faults.putOn(service.split("/")[2] ?? "", "slow-step");
  const { id } = await running.begin(service, "2");
  await running.render.call("POST", `${service}/suspend`);
  expect(await running.ended(service, id)).toMatchObject({ status: "canceled" });
  expect(running.edge.routes.get(HOST)).toEqual([]);
});

test("a service that is deleted leaves no process, no route and no log", async () => {
  await using running = await runningRender();
  const service = await running.service({ numInstances: 2 });
  const pids = [(await running.who())?.pid, (await running.who())?.pid];
  expect((await running.render.call("DELETE", service)).status).toBe(204);
  expect(running.edge.routes.has(HOST)).toBe(false);
  for (const pid of pids) await hasEnded(pid);
});

test("what a program has started in its group ends with it", async () => {
  await using running = await runningRender();
  const sleeper =
    "node -e \"const s = require('node:child_process').spawn('sleep', ['600']); console.log('started ' + s.pid); process.exit()\"";
  const service = await running.service({ preDeployCommand: sleeper });
  const [pid] = (await running.lines(service)).flatMap((line) => /^started (\d+)$/.exec(line)?.[1] ?? []);
  await hasEnded(Number(pid));
});

test("the domain that Render adds to another leads there, and only there", async () => {
  await using running = await runningRender();
  const service = await running.service();
  await running.render.call("POST", `${service}/custom-domains`, { name: "one.test" });
  expect(await running.who("one.test")).toMatchObject({ version: "1" });
  const [redirects] = running.edge.routes.get("www.one.test") ?? [];
  const ask = request({ ...redirects, path: "/a?b=c", headers: { host: "www.one.test" }, agent: false }).end();
  const [answer] = (await once(ask, "response")) as [IncomingMessage];
  expect([answer.statusCode, answer.headers.location]).toEqual([301, "https://one.test/a?b=c"]);
  answer.resume();
  await running.render.call("DELETE", `${service}/custom-domains/one.test`);
  expect([...running.edge.routes.keys()]).toEqual([HOST]);
});

test("a domain leads to the service once it is verified, and health checks ask for it", async () => {
  let leadsHere = false;
  await using running = await runningRender({ verifyDomain: async () => leadsHere });
  const service = await running.service();
  await running.render.call("POST", `${service}/custom-domains`, { name: "api.one.test" });
  expect(running.edge.routes.has("api.one.test")).toBe(false);
  leadsHere = true;
  await running.render.call("POST", `${service}/custom-domains/api.one.test/verify`);
  expect(await running.who("api.one.test")).toMatchObject({ version: "1", host: "api.one.test" });
  await expect.poll(() => running.lines(service), { timeout: 15_000 }).toContain("checked as api.one.test");
  await running.render.call("PATCH", service, {
    serviceDetails: { runtime: "image", renderSubdomainPolicy: "disabled" },
  });
  expect([...running.edge.routes.keys()]).toEqual(["api.one.test"]);
  await running.render.call("DELETE", `${service}/custom-domains/api.one.test`);
  expect([...running.edge.routes.keys()]).toEqual([]);
});
