import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { findPostmaster, stopPostmaster } from "./postmaster.ts";
import { isAlive, waitForExit } from "./process.ts";

test("no server runs in a folder that is absent", async () => {
  expect(await findPostmaster("/nonexistent")).toBeUndefined();
});

test("a process that ignores the fast shutdown gets the immediate one", async () => {
  const stubborn = spawn(process.execPath, [
    "-e",
    "process.on('SIGINT', () => setTimeout(() => process.exit(0), 50)); setInterval(() => {}, 1e3); console.log('up')",
  ]);
  await once(stubborn.stdout, "data");
  const pid = stubborn.pid ?? 0;
  expect(await waitForExit(pid, 1)).toBe(false);
  await stopPostmaster(pid);
  expect(await isAlive(pid)).toBe(false);
  await stopPostmaster(pid);
});

test("process groups, nonsense and processes that ended are not alive", async () => {
  expect(await isAlive(0)).toBe(false);
  expect(await isAlive(-1)).toBe(false);
  expect(await isAlive(Number.NaN)).toBe(false);
  expect(await isAlive(process.pid)).toBe(true);
});
