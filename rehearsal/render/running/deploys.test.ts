import { expect, test } from "vitest";
import { paceOf } from "../../pace.ts";
import { hasEnded } from "./test-process.ts";
import { HOST, runningRender } from "./test-running.ts";

const MIGRATE = { preDeployCommand: "node main.mjs migrate" };

test("making a service deploys it: it serves under its host name, with the digest of its image", async () => {
  await using running = await runningRender();
  const service = await running.service();
  expect(await running.newest(service)).toMatchObject({
    status: "live",
    trigger: "api",
    image: { ref: "ghcr.io/example/api:1", sha: running.digests[0] },
  });
  expect(await running.who()).toMatchObject({ version: "1", host: HOST });
  expect(running.edge.via).toEqual(["104.16.0.1"]);
});

test("a deploy goes through its states in their order, and what served before serves until the last", async () => {
  await using running = await runningRender({ pace: paceOf(60) });
  const service = await running.service(MIGRATE);
  await running.render.faults.putOn(service.split("/")[2] ?? "", "slow-step");
  const made = await running.begin(service, "2");
  expect(made).toMatchObject({ status: "created", image: { ref: "ghcr.io/example/api:2" } });
  expect(made).not.toHaveProperty("startedAt");
  for (const status of ["build_in_progress", "pre_deploy_in_progress", "update_in_progress"]) {
    await running.reaches(service, made.id, status);
    expect(await running.who()).toMatchObject({ version: "1" });
  }
  expect(await running.ended(service, made.id)).toMatchObject({ status: "live", image: { sha: running.digests[1] } });
  expect(await running.who()).toMatchObject({ version: "2" });
  expect(await running.lines(service, "&type=build")).toEqual(
    ["1", "2"].flatMap((version) => [
      `==> Pulling ghcr.io/example/api:${version}...`,
      "==> Starting pre-deploy: node main.mjs migrate",
      "==> Pre-deploy complete!",
    ]),
  );
  expect((await running.lines(service)).filter((line) => line.startsWith("migrating"))).toHaveLength(2);
});

test("what was replaced is asked to end only after the minute in which both run", async () => {
  await using running = await runningRender({ pace: paceOf(60) });
  const service = await running.service();
  const [first] = await running.deploys(service);
  const before = await running.who();
  await running.deploy(service, "2");
  expect(await running.who()).toMatchObject({ version: "2" });
  expect(await running.read(service, first?.id ?? "")).toMatchObject({ status: "deactivated" });
  expect(await running.lines(service)).not.toContain("asked to end");
  await hasEnded(before?.pid);
  expect(await running.lines(service)).toContain("asked to end");
});

test("one that doesn't end when it is asked to is ended", async () => {
  await using running = await runningRender();
  const service = await running.service(
    { maxShutdownDelaySeconds: 1 },
    { envVars: [{ key: "IGNORE_SIGTERM", value: "1" }] },
  );
  const before = await running.who();
  await running.deploy(service, "2");
  await hasEnded(before?.pid);
  expect(await running.who()).toMatchObject({ version: "2" });
});

test("a service without a health check path is healthy once its port is open", async () => {
  await using running = await runningRender();
  const service = await running.service({ healthCheckPath: "" }, { envVars: [{ key: "NEVER_HEALTHY", value: "1" }] });
  expect(await running.newest(service)).toMatchObject({ status: "live" });
});

test("a later deploy overrides one that is under way: that is canceled, and nothing of it is left", async () => {
  await using running = await runningRender();
  const service = await running.service(MIGRATE);
  await running.render.call("PUT", `${service}/env-vars`, [{ key: "MIGRATION_TAKES", value: "30000" }]);
  const first = await running.begin(service, "2");
  await running.reaches(service, first.id, "pre_deploy_in_progress");
  await expect.poll(() => running.lines(service), { timeout: 15_000 }).toContain("migrating 2");
  await running.render.call("PUT", `${service}/env-vars`, []);
  const second = await running.begin(service, "1");
  expect(await running.read(service, first.id)).toMatchObject({ status: "canceled", finishedAt: expect.any(String) });
  expect(await running.ended(service, second.id)).toMatchObject({ status: "live" });
  expect(await running.lines(service)).not.toContain("migrating 2 done");
});

test("of several that are asked for at once, the last comes to serve", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const made = await Promise.all(["2", "1", "2"].map((version) => running.begin(service, version)));
  const ended = await Promise.all(made.map(({ id }) => running.ended(service, id)));
  expect(ended.map(({ status }) => status).sort()).toEqual(["canceled", "canceled", "live"]);
  const [newest] = await running.deploys(service);
  expect(newest).toMatchObject({ status: "live" });
  expect(await running.who()).toMatchObject({ version: newest?.image.ref.split(":")[1] });
});

test.each(["build_in_progress", "pre_deploy_in_progress", "update_in_progress"])(
  "a deploy is canceled while it is %s, and what served before goes on",
  async (status) => {
    await using running = await runningRender({ pace: paceOf(30) });
    const service = await running.service(MIGRATE);
    const before = await running.who();
    await running.render.faults.putOn(service.split("/")[2] ?? "", "slow-step");
    const { id } = await running.begin(service, "2");
    await running.reaches(service, id, status);
    const answer = await running.render.call("POST", `${service}/deploys/${id}/cancel`);
    expect(answer).toMatchObject({ status: 200, body: { status: "canceled" } });
    expect((await running.render.call("POST", `${service}/deploys/${id}/cancel`)).status).toBe(400);
    expect(await running.who()).toEqual(before);
    expect(await running.deploys(service)).toMatchObject([{ status: "canceled" }, { status: "live" }]);
  },
);

test("a rollback serves the very same image again, also where its tag stands for another by now", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const [first] = await running.deploys(service);
  await running.deploy(service, "2");
  const failed = await running.deploy(service, "3");
  const back = await running.render.call("POST", `${service}/rollback`, { deployId: first?.id });
  expect(back).toMatchObject({ status: 201, body: { trigger: "rollback", status: "created" } });
  const { id } = await running.newest(service);
  expect(await running.ended(service, id)).toMatchObject({ status: "live", image: first?.image });
  expect(await running.who()).toMatchObject({ version: "1" });
  expect((await running.render.call("GET", service)).body).toMatchObject({ autoDeploy: "yes" });
  const never = await running.render.call("POST", `${service}/rollback`, { deployId: failed.id });
  expect(never).toMatchObject({ status: 400, body: { message: expect.stringContaining("never served") } });
});
