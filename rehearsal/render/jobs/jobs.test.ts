import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { launchOf } from "../deploys/launch.ts";
import { getImage } from "../deploys/steps.ts";
import { testHosting } from "../instances/test-hosting.ts";
import { hasEnded } from "../running/test-process.ts";
import { type RunningRender, runningRender } from "../running/test-running.ts";
import type { Job } from "./job.ts";
import { Jobs } from "./jobs.ts";

const jobSchema = z.object({ id: z.string(), status: z.string(), finishedAt: z.string().optional() });

async function startJob(running: RunningRender, service: string, startCommand: string) {
  return jobSchema.parse((await running.render.call("POST", `${service}/jobs`, { startCommand })).body);
}

async function ended(running: RunningRender, service: string, id: string) {
  const read = async () => jobSchema.parse((await running.render.call("GET", `${service}/jobs/${id}`)).body);
  await expect.poll(async () => (await read()).finishedAt, { timeout: 15_000 }).toBeDefined();
  return read();
}

test("a job runs what serves, with its variables, and what it puts out is its own", async () => {
  await using running = await runningRender();
  const service = await running.service({}, { envVars: [{ key: "GREETING", value: "hello" }] });
  const job = await startJob(running, service, "node -e 'console.log(process.env.GREETING, process.env.FROM_IMAGE)'");
  expect(job.status).toBe("pending");
  expect(await ended(running, service, job.id)).toMatchObject({ status: "succeeded" });
  expect(await running.lines(job.id)).toEqual(["hello yes"]);
  expect(await running.lines(service)).not.toContain("hello yes");
  const failing = await startJob(running, service, "node -e 'process.exit(6)'");
  expect(await ended(running, service, failing.id)).toMatchObject({ status: "failed" });
  expect(await running.lines(failing.id)).toEqual(["==> The job exited with status 6"]);
  const list = z.array(z.object({ job: jobSchema }));
  const found = list.parse((await running.render.call("GET", `${service}/jobs?status=failed`)).body);
  expect(found.map(({ job: one }) => one.id)).toEqual([failing.id]);
  expect(list.parse((await running.render.call("GET", `${service}/jobs?limit=1`)).body)[0]?.job.id).toBe(failing.id);
});

test("a job that is canceled is ended, and can't be canceled twice", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const { id } = await startJob(running, service, "node -e 'console.log(process.pid); setInterval(() => {}, 1000)'");
  await expect.poll(() => running.lines(id), { timeout: 15_000 }).toHaveLength(1);
  const [pid] = await running.lines(id);
  const canceled = await running.render.call("POST", `${service}/jobs/${id}/cancel`);
  expect(canceled).toMatchObject({ status: 200, body: { status: "canceled" } });
  await hasEnded(Number(pid));
  expect((await running.render.call("POST", `${service}/jobs/${id}/cancel`)).status).toBe(400);
});

test("the jobs of a service that is deleted end, and what they have put out is gone", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const { id } = await startJob(running, service, "node -e 'console.log(process.pid); setInterval(() => {}, 1000)'");
  await expect.poll(() => running.lines(id), { timeout: 15_000 }).toHaveLength(1);
  const [pid] = await running.lines(id);
  await running.render.call("DELETE", service);
  await hasEnded(Number(pid));
  await expect.poll(() => readdir(join(running.folder, "state", "logs")), { timeout: 15_000 }).toEqual([]);
});

test("a service that runs nothing runs no job", async () => {
  await using running = await runningRender();
  const service = await running.service({}, { image: { imagePath: "ghcr.io/example/api:3", ownerId: "tea-one" } });
  const answer = await running.render.call("POST", `${service}/jobs`, { startCommand: "true" });
  expect(answer).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("needs a deploy that is live") },
  });
});

test.each([
  ["before it runs", 1],
  ["while it runs", 2],
])("a job that can't be recorded %s fails, leaves no program, and why is told", async (_when, fails) => {
  const faults: string[] = [];
  let saves = 0;
  await using made = await testHosting({
    save: async () => {
      saves += 1;
      if (saves >= fails) throw new Error("ENOSPC: no space left on device");
    },
    onFault: ({ message }) => faults.push(message),
  });
  const { hosting, service } = made;
  const image = await getImage(hosting, service, service.imagePath);
  const launch = launchOf(hosting.state, service, service.imagePath);
  const job: Job = {
    id: "job-a",
    serviceId: service.id,
    startCommand: "node -e 'setInterval(() => {}, 1000)'",
    planId: "plan-srv-006",
    status: "pending",
    createdAt: new Date().toISOString(),
  };
  hosting.state.jobs.push(job);
  new Jobs(hosting).run(job, { service, launch, image });
  await expect.poll(() => faults, { timeout: 15_000 }).toEqual([expect.stringMatching(/^The job job-a .*ENOSPC/)]);
  expect(job.status).toBe("failed");
  expect(await readdir(hosting.scratch).catch(() => [])).toEqual([]);
});
