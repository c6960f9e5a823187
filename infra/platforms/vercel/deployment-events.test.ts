import { expect, test } from "vitest";
import { serveAnswers } from "../test-server.ts";
import { VercelClient } from "./client.ts";
import { readDeploymentLines } from "./deployment-events.ts";

const about = { deploymentId: "dpl_1", serial: "1" };

test("lines are told oldest first, whichever of its two shapes an event has", async () => {
  const info = { type: "build", name: "bld" };
  const events = [
    { type: "stderr", created: 3_000, date: 3_000, id: "c", ...about, info, text: "It broke." },
    { type: "stdout", created: 2_000, payload: { ...about, date: 2_000, id: "b", text: "Uploading" } },
    { type: "deployment-state", created: 1_500, payload: { ...about, date: 1_500, id: "s" } },
    { type: "command", created: 1_000, date: 1_000, id: "a", ...about, info, text: "Beginning" },
  ];
  const { url, requests } = await serveAnswers(() => ({ status: 200, body: events }));
  const client = new VercelClient({ url, token: "token" });
  expect(await readDeploymentLines(client, "dpl_1", 50)).toEqual([
    { at: 1_000, text: "Beginning", failed: false },
    { at: 2_000, text: "Uploading", failed: false },
    { at: 3_000, text: "It broke.", failed: true },
  ]);
  expect(requests[0]).toMatch(/^GET \/v3\/deployments\/dpl_1\/events\?/);
});

test("a deployment that isn't there has none", async () => {
  const { url } = await serveAnswers(() => ({ status: 404, body: { error: { code: "not_found", message: "none" } } }));
  expect(await readDeploymentLines(new VercelClient({ url, token: "token" }), "dpl_1", 50)).toEqual([]);
});
