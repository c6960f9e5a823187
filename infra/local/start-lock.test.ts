import { expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { localPaths } from "./paths.ts";
import { startLockHolder, takeStartLock } from "./start-lock.ts";

const folder = useFolder();

test("a clone is started once at a time; the sentence names the process that runs it", async () => {
  const paths = localPaths(folder(), false);
  const lock = await takeStartLock(paths);
  expect(await startLockHolder(paths)).toBe(process.pid);
  await expect(takeStartLock(paths)).rejects.toThrow(
    `Live Listen already runs from this clone (process ${process.pid}): use it, or end it with \`kill ${process.pid}\`.`,
  );
  await lock.release();
  expect(await startLockHolder(paths)).toBeUndefined();
  await (await takeStartLock(paths)).release();
});

test("clones don't stand in each other's way", async () => {
  const [one, other] = ["one", "other"].map((name) => localPaths(`${folder()}/${name}`, false));
  if (!one || !other) throw new Error("no paths");
  const locks = [await takeStartLock(one), await takeStartLock(other)];
  await Promise.all(locks.map((lock) => lock.release()));
});
