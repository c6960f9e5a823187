import { expect, it } from "vitest";
import { RenderClient } from "../../../../platforms/render/client.ts";
import { serveAnswers } from "../../../../platforms/test-server.ts";
import { whyFailed } from "./why-failed.ts";

interface Line {
  readonly message: string;
  readonly level: string;
  readonly instance?: string;
}

const createdAt = "2026-01-31T12:00:00.000Z";
const running = {
  ownerId: "tea-1",
  runsPreDeployCommand: true,
  instances: [{ id: "srv-1-old", createdAt: "2026-01-31T11:00:00.000Z" }],
};

/** @param lines oldest first */
async function why(...lines: readonly Line[]): Promise<string | undefined> {
  const logs = lines.toReversed().map(({ message, ...labels }, index) => ({
    id: String(index),
    message,
    timestamp: new Date(Date.parse(createdAt) + (lines.length - index) * 1_000).toISOString(),
    labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
  }));
  const body = { hasMore: false, nextStartTime: createdAt, nextEndTime: createdAt, logs };
  const { url } = await serveAnswers(() => ({ status: 200, body }));
  return whyFailed(new RenderClient({ url, apiKey: "key" }), { service: "srv-1", running, deploy: { createdAt } });
}

const OWN = { message: "==> Pre-deploy has failed: it ended with status 1", level: "error" };
const PROGRAMS = { message: "no such table", level: "error", instance: "srv-1-new" };

it("the last error of a program is the reason, before what Render makes of it", async () => {
  expect(await why({ ...PROGRAMS, message: "first" }, PROGRAMS, OWN)).toBe("no such table");
});

it("without one, what Render says is", async () => {
  expect(await why({ message: "Listening", level: "info", instance: "srv-1-new" }, OWN)).toBe(
    "Pre-deploy has failed: it ended with status 1",
  );
});

it("neither a health check that was answered with an error is, nor what the instances say that serve", async () => {
  const request = { level: 50, msg: "request", method: "GET", path: "/healthz", status: 503 };
  const check = { message: JSON.stringify(request), level: "error", instance: "srv-1-new" };
  expect(await why(OWN, check, { ...PROGRAMS, instance: "srv-1-old" })).toBe(
    "Pre-deploy has failed: it ended with status 1",
  );
});

it("a reason is one line of bounded length, and where nothing was put out there is none", async () => {
  expect(await why({ ...PROGRAMS, message: "One\n  at two" })).toBe("One");
  expect((await why({ ...PROGRAMS, message: "x".repeat(1_000) }))?.length).toBe(300);
  expect(await why()).toBeUndefined();
});
