import { expect, test } from "vitest";
import { runningRender } from "./test-running.ts";

const MIGRATE = { preDeployCommand: "node main.mjs migrate" };

test.each([
  ["its image is missing", {}, "3", "build_failed", /Failed to pull ghcr\.io\/example\/api:3: There is no image/],
  ["its pre-deploy command fails", MIGRATE, "2", "pre_deploy_failed", /Pre-deploy has failed: it exited with status 3/],
  [
    "its pre-deploy command isn't there",
    { preDeployCommand: "nothing-like-this" },
    "2",
    "pre_deploy_failed",
    /it exited with status 127/,
  ],
  [
    "its program ends",
    { envSpecificDetails: { dockerCommand: "node -e 'process.exit(4)'" } },
    "2",
    "update_failed",
    /an instance exited with status 4/,
  ],
  [
    "its program can't be read",
    { envSpecificDetails: { dockerCommand: "node 'main" } },
    "2",
    "update_failed",
    /has an open quote/,
  ],
])("when %s, the deploy fails and what served before goes on", async (_why, details, version, status, line) => {
  await using running = await runningRender();
  const service = await running.service();
  const before = await running.who();
  const runtime = { runtime: "image" };
  await running.render.call("PATCH", service, { serviceDetails: { ...runtime, ...details } });
  await running.render.call("PUT", `${service}/env-vars`, [{ key: "MIGRATION_FAILS", value: "1" }]);
  const failed = await running.deploy(service, version);
  expect(failed).toMatchObject({ status, finishedAt: expect.any(String) });
  expect(await running.who()).toEqual(before);
  expect(await running.lines(service, "&level=error")).toContainEqual(expect.stringMatching(line));
  expect((await running.deploys(service)).map((one) => one.status)).toEqual([status, "live"]);
  expect(await running.instances(service)).toHaveLength(1);
});

test("one that is never healthy fails after Render's fifteen minutes, and is ended", async () => {
  await using running = await runningRender();
  const service = await running.service();
  await running.render.call("PUT", `${service}/env-vars`, [{ key: "NEVER_HEALTHY", value: "1" }]);
  expect(await running.deploy(service, "2")).toMatchObject({ status: "update_failed" });
  expect(await running.who()).toMatchObject({ version: "1" });
  expect(await running.lines(service)).toContain(
    "==> Deploy has failed: an instance did not become healthy in 15 minutes",
  );
  expect(await running.lines(service)).toContain("asked to end");
});
