import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeLock, readLocks, releaseDeadLocks } from "./locks.ts";
import { putLock } from "./test/lock.ts";

const NOBODY = 2 ** 22 + 1;

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "live-listen-locks-"));
});
afterEach(() => rm(state, { recursive: true, force: true }));

test("a stack that nobody updates has no lock", async () => {
  expect(await readLocks(state, "engine", "trial")).toEqual([]);
});

test("a lock tells who holds it", async () => {
  await putLock(state, { pid: process.pid, hostname: "builder" });
  const [lock] = await readLocks(state, "engine", "trial");
  expect(lock && describeLock(lock)).toMatch(
    new RegExp(`^\\S+@builder \\(process ${process.pid}, since \\d{4}-.+Z\\)$`),
  );
});

test("only the locks of this machine's ended processes are released", async () => {
  await putLock(state, { pid: NOBODY });
  await putLock(state, { pid: process.pid });
  await putLock(state, { pid: NOBODY, hostname: "builder" });
  expect(await releaseDeadLocks(state, "engine", "trial")).toMatchObject([{ pid: NOBODY, hostname: hostname() }]);
  const left = (await readLocks(state, "engine", "trial")).map((lock) => [lock.pid, lock.hostname]);
  expect(left).toHaveLength(2);
  expect(left).toContainEqual([process.pid, hostname()]);
  expect(left).toContainEqual([NOBODY, "builder"]);
});
