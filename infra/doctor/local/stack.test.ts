import { mkdir, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { localPaths } from "../../local/paths.ts";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { stackCheck } from "./stack.ts";

const folder = useFolder();
const paths = () => localPaths(folder(), false);
const check = () => look(stackCheck(paths()));

async function putState(text: string): Promise<void> {
  const stacks = join(paths().state, ".pulumi", "stacks", "live-listen");
  await mkdir(stacks, { recursive: true });
  await writeFile(join(stacks, "local.json"), text);
  await writeFile(paths().passphraseFile, "passphrase");
}

function state(latest: object | null): string {
  return JSON.stringify({
    version: 3,
    checkpoint: {
      stack: "organization/live-listen/local",
      latest: latest && { manifest: { time: "2026-11-23T10:47:50.123456Z" }, ...latest },
    },
  });
}

async function putLock(pid: number, host = hostname()): Promise<void> {
  const locks = join(paths().state, ".pulumi", "locks", "organization", "live-listen", "local");
  await mkdir(locks, { recursive: true });
  const lock = { pid, username: "me", hostname: host, timestamp: "2026-11-23T10:00:00Z" };
  await writeFile(join(locks, `${pid}.json`), JSON.stringify(lock));
}

test("one that was never made, or holds nothing, needn't be", async () => {
  expect((await check()).verdict).toBe("idle");
  for (const latest of [null, {}, { resources: [] }]) {
    await putState(state(latest));
    expect(await check()).toMatchObject({ verdict: "idle", sentence: expect.stringContaining("npm run up -- local") });
  }
});

test("one that is up tells how many resources it has, and since when", async () => {
  await putState(state({ resources: [{}, {}, {}] }));
  expect(await check()).toEqual({ verdict: "good", sentence: "3 resources, as of 2026-11-23T10:47:50." });
});

test("one that is being updated tells by whom", async () => {
  await putState(state({ resources: [{}] }));
  await putLock(process.pid);
  expect(await check()).toMatchObject({ verdict: "idle", sentence: expect.stringContaining(`process ${process.pid}`) });
});

test("the lock of another machine is somebody's, whatever runs here", async () => {
  await putState(state({ resources: [{}] }));
  await putLock(2 ** 22 + 1, "another-machine");
  expect(await check()).toMatchObject({ verdict: "idle", sentence: expect.stringContaining("another-machine") });
});

test.each([
  ["the lock of a process that was killed", () => putLock(2 ** 22 + 1), { resources: [{}] }],
  ["operations that were cut off", async () => {}, { resources: [{}], pending_operations: [{}] }],
])("%s mean an unfinished update", async (_what, prepare, latest) => {
  await putState(state(latest));
  await prepare();
  expect(await check()).toEqual({
    verdict: "wrong",
    sentence: "Its last update was cut off: `npm run up -- local` finishes it.",
  });
});

test("a state that is damaged has a copy beside it", async () => {
  for (const damaged of ["", "{", '{"checkpoint":1}']) {
    await putState(damaged);
    // What a check throws is told as something wrong.
    await expect(check()).rejects.toThrow(/is damaged: run `cp '.*local\.json\.bak' '.*local\.json'`\.$/);
  }
});

test("a passphrase that is gone is wrong", async () => {
  await putState(state({ resources: [{}] }));
  await rm(paths().passphraseFile);
  expect(await check()).toMatchObject({ verdict: "wrong", sentence: expect.stringContaining("put it back") });
});
