import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mayHavePendingOperations } from "./checkpoint.ts";

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "live-listen-checkpoint-"));
  await mkdir(join(state, ".pulumi", "stacks", "engine"), { recursive: true });
});
afterEach(() => rm(state, { recursive: true, force: true }));

test.each([
  ['{"checkpoint":{"latest":{"resources":[]}}}', false],
  ['{"checkpoint":{"latest":{"pending_operations":[]}}}', false],
  ['{"checkpoint":{"latest":{"pending_operations":[{"type":"creating"}]}}}', true],
  ['{ "pending_operations": [\n  {\n "type": "creating" } ] }', true],
])("%s may: %s", async (checkpoint, expected) => {
  await writeFile(join(state, ".pulumi", "stacks", "engine", "trial.json"), checkpoint);
  expect(await mayHavePendingOperations(state, "engine", "trial")).toBe(expected);
});

test("a checkpoint that isn't there, or is compressed, may", async () => {
  expect(await mayHavePendingOperations(state, "engine", "trial")).toBe(true);
});
