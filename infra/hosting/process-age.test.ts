import { spawn } from "node:child_process";
import { once } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { beganAt, parseElapsed } from "./process-age.ts";

test("a process that is started now began between before and after", async () => {
  const before = Date.now();
  const child = spawn("sleep", ["60"]);
  await once(child, "spawn");
  const began = await beganAt(child.pid ?? 0);
  const after = Date.now();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(began).toBeGreaterThanOrEqual(before - 1000);
  expect(began).toBeLessThanOrEqual(after + 1000);
});

test("of a process that isn't there nothing is known", async () => {
  expect(await beganAt(2 ** 22 + 1)).toBeUndefined();
});

test.each([
  ["00:07", 7],
  ["12:34", 754],
  ["01:00:00", 3600],
  ["2-03:04:05", 183_845],
  ["", undefined],
  ["7", undefined],
  ["a:b", undefined],
])("ps prints %j for %s seconds", (text, seconds) => {
  expect(parseElapsed(text)).toBe(seconds);
});

test("every elapsed time that ps can print is read", () => {
  const two = (value: number) => String(value).padStart(2, "0");
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(23), fc.nat(59), fc.nat(59), (days, hours, minutes, seconds) => {
      const text = `${days}-${two(hours)}:${two(minutes)}:${two(seconds)}`;
      expect(parseElapsed(text)).toBe(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
    }),
  );
});
