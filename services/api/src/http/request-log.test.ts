import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { expect, it } from "vitest";
import { createMemoryLog } from "../../test/memory-log.ts";
import type { AppEnvironment } from "./environment.ts";
import { requestLog } from "./request-log.ts";

async function logged(path: string): Promise<Record<string, unknown>> {
  const { log, lines } = createMemoryLog();
  const app = new Hono<AppEnvironment>()
    .use(requestId(), requestLog(log))
    .get("/rooms/:slug/messages", (c) => c.text("ok"));
  await app.request(path);
  return lines[0] ?? {};
}

it("names the route and not the room, whose address is its key", async () => {
  const line = await logged("/rooms/canary-of-a-private-room/messages?before=canary");
  expect(line).toMatchObject({ msg: "request", method: "GET", path: "/rooms/:slug/messages", status: 200 });
  expect(JSON.stringify(line)).not.toContain("canary");
});

it("names a path that no route has, cut to a bearable length and without its query", async () => {
  expect(await logged("/nowhere?token=canary")).toMatchObject({ path: "/nowhere", status: 404 });
  expect((await logged(`/${"a".repeat(10_000)}`)).path).toHaveLength(512);
});
