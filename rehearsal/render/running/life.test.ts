import { readdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { HOST, type RunningRender, runningRender } from "./test-running.ts";

const DEPLOYED = ["1", "2", "3"] as const;

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant("deploy" as const), version: fc.constantFrom(...DEPLOYED) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("cancel" as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("scale" as const), count: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom("suspend", "resume", "restart", "crash") }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("wait" as const), milliseconds: fc.integer({ max: 400, min: 1 }) }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function take(running: RunningRender, service: string, one: Step): Promise<void> {
  const call = (path: string, body?: object) => running.render.call("POST", `${service}${path}`, body);
  if ("version" in one) await call("/deploys", { imageUrl: `ghcr.io/example/api:${one.version}` });
  else if ("count" in one) await call("/scale", { numInstances: one.count });
  else if ("milliseconds" in one) await new Promise((resolve) => setTimeout(resolve, one.milliseconds));
  else if (one.what === "cancel") await call(`/deploys/${(await running.newest(service)).id}/cancel`);
  else if (one.what === "crash") await running.edge.ask(HOST, "/crash");
  else await call(`/${one.what}`);
}

const serviceSchema = z.object({
  suspended: z.string(),
  serviceDetails: z.object({ numInstances: z.number() }),
});

/** Whatever was done, once all has ended what is told and what answers are the same. */
async function expectInOrder(running: RunningRender, service: string): Promise<void> {
  const statuses = async () => (await running.deploys(service)).map(({ status }) => status);
  const ended = /^(live|deactivated|canceled|build_failed)$/;
  await expect
    .poll(async () => (await statuses()).filter((status) => !ended.test(status)), { timeout: 20_000 })
    .toEqual([]);
  const { suspended, serviceDetails } = serviceSchema.parse((await running.render.call("GET", service)).body);
  const live = (await running.deploys(service)).filter(({ status }) => status === "live");
  if (suspended === "suspended") {
    expect(live).toEqual([]);
    expect(running.edge.routes.get(HOST)).toEqual([]);
    return;
  }
  expect(live.length).toBeLessThan(2);
  const count = live.length * serviceDetails.numInstances;
  expect(await running.instances(service)).toHaveLength(count);
  await expect.poll(() => running.edge.routes.get(HOST)?.length, { timeout: 20_000 }).toBe(count);
  const answering = async () => {
    const versions = new Set<string | undefined>();
    for (let asked = 0; asked < count; asked += 1) versions.add((await running.who())?.version);
    return [...versions];
  };
  // One that has ended a moment ago may still be asked.
  await expect.poll(answering, { timeout: 20_000 }).toEqual(live.map(({ image }) => image.ref.split(":")[1]));
}

test("whatever is done to a service, in whatever order, what is told of it and what answers agree, and nothing is left over", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), fc.boolean(), async (steps, isStopped) => {
      await using running = await runningRender();
      const service = await running.service();
      for (const one of steps) await take(running, service, one);
      if (isStopped) await running.restart();
      await expectInOrder(running, service);
      await running.render.stop();
      const left = await readdir(join(running.folder, "state", "processes"));
      expect(left).toEqual([]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 180_000);
