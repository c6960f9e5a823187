import { expect, test } from "vitest";
import { serveAnswers } from "../test-server.ts";
import { RenderClient } from "./client.ts";
import { readRunningService } from "./running-service.ts";

const instances = [{ id: "srv-1-a", createdAt: "2026-01-31T12:00:00Z" }];

async function read(envSpecificDetails: object) {
  const service = { id: "srv-1", ownerId: "tea-1", serviceDetails: { envSpecificDetails } };
  const { url } = await serveAnswers(({ url: path }) => ({
    status: 200,
    body: path?.endsWith("/instances") ? instances : service,
  }));
  return readRunningService(new RenderClient({ url, apiKey: "key" }), "srv-1");
}

test("a service is told with its instances, and whether its deploys run a command first", async () => {
  expect(await read({ preDeployCommand: "migrate" })).toEqual({
    ownerId: "tea-1",
    runsPreDeployCommand: true,
    instances,
  });
  expect(await read({ preDeployCommand: "" })).toMatchObject({ runsPreDeployCommand: false });
  expect(await read({})).toMatchObject({ runsPreDeployCommand: false });
});

test("a service that isn't there is none", async () => {
  const { url } = await serveAnswers(() => ({ status: 404, body: { message: "not found" } }));
  expect(await readRunningService(new RenderClient({ url, apiKey: "key" }), "srv-1")).toBeUndefined();
});
