import { spawn } from "node:child_process";
import { once } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findPostmaster, parsePostmasterPid, stopPostmaster } from "./postmaster.ts";
import { isAlive, waitForExit } from "./process.ts";

test("pid and port are read from a postmaster.pid, which may be cut off at any byte", () => {
  const text = "4711\n/srv/data\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready   \n";
  expect(parsePostmasterPid(text)).toEqual({ pid: 4711, port: 5432 });
  fc.assert(
    fc.property(fc.nat({ max: 34 }), (length) => {
      const cut = parsePostmasterPid(text.slice(0, length));
      expect(cut === undefined || cut.pid === 4711).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (noise) => {
      const read = parsePostmasterPid(noise);
      expect(read === undefined || read.pid > 0).toBe(true);
    }),
  );
  expect(parsePostmasterPid("-1\n\n\n5432\n")).toBeUndefined();
  expect(parsePostmasterPid("0\n\n\n5432\n")).toBeUndefined();
});

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
