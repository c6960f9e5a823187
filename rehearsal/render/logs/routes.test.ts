import { expect, test } from "vitest";
import { z } from "zod";
import { HOST, type RunningRender, runningRender } from "../running/test-running.ts";
import { WORKSPACES } from "../test-render.ts";

const pageSchema = z.object({
  hasMore: z.boolean(),
  nextStartTime: z.string(),
  nextEndTime: z.string(),
  logs: z.array(
    z.object({
      id: z.string(),
      message: z.string(),
      timestamp: z.string(),
      labels: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

async function read(running: RunningRender, service: string, query: string) {
  const path = `/logs?ownerId=tea-one&resource=${service.split("/")[2]}${query}`;
  return pageSchema.parse((await running.render.call("GET", path)).body);
}

/** A service whose pre-deploy command has counted to 30. */
async function counting(running: RunningRender): Promise<string> {
  const preDeployCommand = `node -e "for (let n = 1; n <= 30; n += 1) console[n % 2 ? 'log' : 'error']('count ' + n)"`;
  return running.service({ preDeployCommand });
}

test.each(["forward", "backward"])("page by page %s everything is told once", async (direction) => {
  await using running = await runningRender();
  const service = await counting(running);
  const whole = await read(running, service, `&direction=${direction}&limit=100`);
  expect(whole.hasMore).toBe(false);
  expect(whole.logs.filter(({ message }) => message.startsWith("count"))).toHaveLength(30);
  const times = whole.logs.map(({ timestamp }) => timestamp);
  expect(direction === "forward" ? times : times.toReversed()).toEqual(times.toSorted());
  const told: string[] = [];
  for (let more = "", has = true; has; ) {
    const page = await read(running, service, `&direction=${direction}&limit=7${more}`);
    told.push(...page.logs.map(({ id }) => id));
    more = `&startTime=${page.nextStartTime}&endTime=${page.nextEndTime}`;
    has = page.hasMore;
  }
  expect(told).toEqual(whole.logs.map(({ id }) => id));
});

test("lines are found by level, type, instance, text and time", async () => {
  await using running = await runningRender();
  const service = await counting(running);
  const messages = async (query: string) => running.lines(service, query);
  expect(await messages("&level=error")).toEqual(Array.from({ length: 15 }, (_, index) => `count ${2 * index + 2}`));
  expect(await messages("&text=count%201")).toHaveLength(11);
  expect(await messages("&text=/count%201$/")).toEqual(["count 1"]);
  expect(await messages("&text=count%201&text=count%202")).toHaveLength(22);
  expect(await messages("&type=build&level=info")).toContain("==> Pre-deploy complete!");
  const [instance = ""] = await running.instances(service);
  expect(await messages(`&instance=${instance}`)).toEqual(['{"level":30,"msg":"listening"}', `checked as ${HOST}`]);
  expect(await messages("&statusCode=500")).toEqual([]);
  expect(await messages("&endTime=2026-01-01T00:00:00Z")).toEqual([]);
  const { logs } = await read(running, service, "&text=listening");
  expect(logs[0]?.labels).toEqual([
    { name: "resource", value: service.split("/")[2] },
    { name: "instance", value: instance },
    { name: "level", value: "info" },
    { name: "type", value: "app" },
  ]);
});

test("what is asked for wrongly, or is another workspace's, is refused", async () => {
  await using running = await runningRender();
  const service = (await running.service()).split("/")[2];
  const ask = async (query: string, key?: string) =>
    (await running.render.call("GET", `/logs?${query}`, undefined, key)).status;
  expect(await ask(`ownerId=tea-one&resource=${service}`)).toBe(200);
  expect(await ask(`resource=${service}`)).toBe(400);
  expect(await ask("ownerId=tea-one")).toBe(400);
  expect(await ask(`ownerId=tea-one&resource=${service}&direction=up`)).toBe(400);
  expect(await ask(`ownerId=tea-one&resource=${service}&startTime=yesterday`)).toBe(400);
  expect(await ask(`ownerId=tea-one&resource=${service}&text=/(/`)).toBe(400);
  expect(await ask(`ownerId=tea-one&resource=${service}&resource=srv-nothing`)).toBe(404);
  const { apiKey } = WORKSPACES[2];
  expect(await ask(`ownerId=tea-one&resource=${service}`, apiKey)).toBe(400);
  expect(await ask(`ownerId=tea-two&resource=${service}`, apiKey)).toBe(404);
});
