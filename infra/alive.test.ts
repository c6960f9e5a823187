import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { isAlive } from "./alive.ts";

test("this process lives", () => {
  expect(isAlive(process.pid)).toBe(true);
});

test("a process that has ended doesn't", async () => {
  const child = spawn("true");
  await once(child, "exit");
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

test("nor does one that has ended and that nobody has reaped", async () => {
  // The shell starts a child, becomes a program that never reaps it, and tells its id.
  const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 30"]);
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  await delay(500);
  expect(isAlive(Number.parseInt(String(line), 10))).toBe(false);
  parent.kill("SIGKILL");
});
