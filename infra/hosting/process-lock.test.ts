import { spawnSync } from "node:child_process";
import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importing, runScript } from "../test/child.ts";
import { useFolder } from "../test/folder.ts";
import { lockHolder, takeProcessLock } from "./process-lock.ts";

const folder = useFolder();
const place = () => join(folder(), "missing", "some.lock");

function deadProcess(): number {
  return spawnSync("true").pid;
}

async function leaveLock(pid: number): Promise<string> {
  await mkdir(place(), { recursive: true });
  const file = join(place(), `${pid}-left`);
  await writeFile(file, "");
  return file;
}

test("a lock is held until it is released, and leaves nothing behind", async () => {
  const lock = await takeProcessLock(place());
  if (!("release" in lock)) throw new Error("not taken");
  expect(await lockHolder(place())).toBe(process.pid);
  expect(await takeProcessLock(place())).toEqual({ heldBy: process.pid });
  await lock.release();
  expect(await lockHolder(place())).toBeUndefined();
  expect(await readdir(join(folder(), "missing"))).toEqual([]);
  expect(await takeProcessLock(place())).toHaveProperty("release");
});

test("the lock of a living process names it; that of a killed one is taken over", async () => {
  const holder = await runScript(
    folder(),
    `${importing("locks", "hosting/process-lock.ts")}
     await locks.takeProcessLock(${JSON.stringify(place())});
     console.log("taken");
     setInterval(() => {}, 1000);`,
  );
  await holder.said("taken");
  expect(await takeProcessLock(place())).toEqual({ heldBy: holder.pid });
  await holder.kill();
  expect(await takeProcessLock(place())).toHaveProperty("release");
  expect(await lockHolder(place())).toBe(process.pid);
});

test("a process that has got the id of the dead holder does not hold its lock", async () => {
  const file = await leaveLock(process.pid);
  const longAgo = new Date(Date.now() - 7 * 24 * 3600 * 1000);
  await utimes(file, longAgo, longAgo);
  expect(await lockHolder(place())).toBeUndefined();
  expect(await takeProcessLock(place())).toHaveProperty("release");
});

test("of many takers of a dead process's lock one succeeds, every time", async () => {
  for (let round = 0; round < 20; round += 1) {
    await leaveLock(deadProcess());
    const takers = await Promise.all(Array.from({ length: 8 }, () => takeProcessLock(place())));
    const taken = takers.filter((taker) => "release" in taker);
    expect(taken).toHaveLength(1);
    await taken[0]?.release();
  }
});

test("of many processes one at a time is inside", async () => {
  const inside = join(folder(), "inside");
  const code = `
    ${importing("locks", "hosting/process-lock.ts")}
    import { mkdir, rmdir } from "node:fs/promises";
    for (let entered = 0; entered < 40; ) {
      const lock = await locks.takeProcessLock(${JSON.stringify(place())});
      if (!("release" in lock)) continue;
      // Fails when another process is inside.
      await mkdir(${JSON.stringify(inside)});
      await rmdir(${JSON.stringify(inside)});
      await lock.release();
      entered += 1;
    }`;
  const processes = await Promise.all(Array.from({ length: 3 }, () => runScript(folder(), code)));
  for (const one of processes) expect([await one.ended, one.stderr()]).toEqual([0, ""]);
});
