import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { launchOf } from "../deploys/launch.ts";
import { getImage } from "../deploys/steps.ts";
import { runProgram } from "./program.ts";
import { testHosting } from "./test-hosting.ts";

test.each([
  ["whose command has an open quote", "node 'main", /has an open quote/],
  ["whose command can't be spawned", "'a\0b'", /without null bytes/],
])("a program %s leaves no secret file", async (_which, command, reason) => {
  await using made = await testHosting();
  const { hosting, service } = made;
  const image = await getImage(hosting, service, service.imagePath);
  const launch = { ...launchOf(hosting.state, service, service.imagePath), files: { "key.pem": "canary" } };
  const program = { service, launch, image, instanceId: "srv-a-1", command, resource: service.id };
  await expect(runProgram(hosting, program)).rejects.toThrow(reason);
  expect(await readdir(hosting.scratch).catch(() => [])).toEqual([]);
});
