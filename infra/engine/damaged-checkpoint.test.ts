import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RandomPassword } from "@pulumi/random";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mendCheckpoint } from "./damaged-checkpoint.ts";
import { putLock } from "./test/lock.ts";
import { openTestProject, type TestProject } from "./test/project.ts";

let project: TestProject;
beforeEach(async () => {
  project = await openTestProject();
  await (await project.open(program)).up();
});
afterEach(() => project.close());

const program = async () => ({ password: new RandomPassword("password", { length: 20 }).result });
const checkpoint = () => join(project.state, ".pulumi", "stacks", "engine", "trial.json");
const mend = () => mendCheckpoint(project.state, "engine", "trial");

test.each([0, 100])("a checkpoint that was cut off after %d bytes doesn't stop the next update", async (bytes) => {
  const cut = (await readFile(checkpoint(), "utf8")).slice(0, bytes);
  await truncate(checkpoint(), bytes);
  const again = await project.open(program);
  await again.up();
  expect((await again.outputs()).password?.value).toHaveLength(20);
  expect(await readFile(`${checkpoint()}.damaged`, "utf8")).toBe(cut);
  expect(await mend()).toBe(false);
});

test("a checkpoint that is gone beside the one before it is not taken for a stack that was never made", async () => {
  await rm(checkpoint());
  const again = await project.open(program);
  await again.up();
  expect((await again.outputs()).password?.value).toHaveLength(20);
  expect((await again.resources()).length).toBeGreaterThan(1);
  expect(await mend()).toBe(false);
});

test("nothing is touched while an update is under way", async () => {
  await truncate(checkpoint(), 100);
  await putLock(project.state, { pid: process.pid });
  expect(await mend()).toBe(false);
});

test("nothing is touched when the checkpoint before is no whole one either", async () => {
  await truncate(checkpoint(), 100);
  await writeFile(`${checkpoint()}.bak`, "{");
  expect(await mend()).toBe(false);
  expect(await readFile(checkpoint(), "utf8")).toHaveLength(100);
});
