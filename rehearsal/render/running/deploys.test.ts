import { expect, test } from "vitest";
import { HOST, runningRender } from "./test-running.ts";

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

test("a deploy replaces what serves, which is asked to end afterwards", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const [first] = await running.deploys(service);
  const before = await running.who();
  const { image, status } = await running.deploy(service, "2");
  expect({ image, status }).toEqual({
    image: { ref: "ghcr.io/example/api:2", sha: running.digests[1] },
    status: "live",
  });
  expect(await running.who()).toMatchObject({ version: "2" });
  expect(await running.read(service, first?.id ?? "")).toMatchObject({ status: "deactivated" });
  await expect.poll(() => isThere(before?.pid)).toBe(false);
  expect(await running.lines(service)).toContain("asked to end");
});

function isThere(pid = 0): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
