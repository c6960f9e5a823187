import { expect, test } from "vitest";
import { serveAnswers } from "../test-server.ts";
import { RenderClient } from "./client.ts";
import { readLogs } from "./logs.ts";

function entry(id: string, timestamp: string, labels: Readonly<Record<string, string>> = {}) {
  const named = Object.entries(labels).map(([name, value]) => ({ name, value }));
  return { id, message: `line ${id}`, timestamp, labels: [{ name: "resource", value: "srv-1" }, ...named] };
}

const bounds = { nextStartTime: "2026-01-31T12:00:00Z", nextEndTime: "2026-01-31T13:00:00Z" };
const query = { ownerId: "tea-1", resource: "srv-1", limit: 50 };

test("the last lines are told oldest first, with who put them out", async () => {
  const logs = [
    entry("3", "2026-01-31T12:00:02.000002Z"),
    entry("2", "2026-01-31T12:00:02.000001Z", { level: "error", instance: "srv-1-abcde" }),
    entry("1", "2026-01-31T12:00:01Z"),
  ];
  const { url, requests } = await serveAnswers(() => ({ status: 200, body: { hasMore: true, ...bounds, logs } }));
  const client = new RenderClient({ url, apiKey: "key" });
  const startTime = "2026-01-31T12:00:00.000Z";
  const { lines, hasEarlier } = await readLogs(client, { ...query, startTime });
  expect(lines).toEqual([
    { id: "1", at: "2026-01-31T12:00:01Z", message: "line 1", level: undefined, instance: undefined },
    {
      id: "2",
      at: "2026-01-31T12:00:02.000001Z",
      message: "line 2",
      level: "error",
      instance: "srv-1-abcde",
    },
    { id: "3", at: "2026-01-31T12:00:02.000002Z", message: "line 3", level: undefined, instance: undefined },
  ]);
  expect(hasEarlier).toBe(true);
  const asked = new URL(requests[0]?.split(" ")[1] ?? "", url);
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    ownerId: "tea-1",
    resource: "srv-1",
    limit: "50",
    direction: "backward",
    startTime,
  });
});

test("a resource that isn't there has no lines", async () => {
  const { url } = await serveAnswers(() => ({ status: 404, body: { message: "not found" } }));
  const client = new RenderClient({ url, apiKey: "key" });
  expect(await readLogs(client, query)).toEqual({ lines: [], hasEarlier: false });
});
