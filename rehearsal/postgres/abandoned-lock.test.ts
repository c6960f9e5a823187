import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { removeAbandonedLock } from "./abandoned-lock.ts";
import { postmasterPidPath } from "./postmaster-pid.ts";
import { isAlive } from "./process.ts";
import { startPostgresServer } from "./start.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { killHard } from "./test-child-process.ts";
import { testServerOptions } from "./test-options.ts";

function lockOf(pid: number, dataDirectory: string): string {
  return `${pid}\n${dataDirectory}\n1700000000\n5432\n\n127.0.0.1\n  1234 5678\nready   \n`;
}

/** What is left of a lock when it has been looked at; undefined when it was removed. */
async function leftOf(text: string, serves?: Parameters<typeof removeAbandonedLock>[1]): Promise<string | undefined> {
  await using folder = await makeTemporaryFolder();
  await writeFile(postmasterPidPath(folder.path), text);
  await removeAbandonedLock(folder.path, serves && ((pid) => serves(pid, folder.path)));
  return readFile(postmasterPidPath(folder.path), "utf8").catch(() => undefined);
}

test("a lock whose pid belongs to another process by now is removed", async () => {
  expect(await leftOf(lockOf(process.pid, "/srv/data"))).toBeUndefined();
});

test("a lock whose process has ended is left to PostgreSQL", async () => {
  const ended = spawn("true");
  await once(ended, "exit");
  const text = lockOf(ended.pid ?? 0, "/srv/data");
  expect(await leftOf(text)).toBe(text);
});

test("a lock whose process can't be looked at stays", async () => {
  const text = lockOf(process.pid, "/srv/data");
  expect(await leftOf(text, async () => undefined)).toBe(text);
});

test.each(["", "4711", "nonsense\n", "-1\n\n\n5432\n"])("a lock that can't be read stays: %j", async (text) => {
  expect(await leftOf(text)).toBe(text);
});

test("a lock that another starter has put there meanwhile stays", async () => {
  const fresh = lockOf(process.ppid, "/srv/data");
  const left = await leftOf(lockOf(process.pid, "/srv/data"), async (_pid, directory) => {
    await writeFile(postmasterPidPath(directory), fresh);
    return false;
  });
  expect(left).toBe(fresh);
});

test("the lock of a server that runs stays", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const server = await startPostgresServer(options);
  try {
    await removeAbandonedLock(options.dataDirectory);
    expect(await readFile(postmasterPidPath(options.dataDirectory), "utf8")).toMatch(new RegExp(`^${server.pid}\n`));
  } finally {
    await server.stop();
  }
});

test("a lock that a crash of the machine left empty is named with its cure", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  await (await startPostgresServer(options)).stop();
  const path = postmasterPidPath(options.dataDirectory);
  await writeFile(path, "");
  await expect(startPostgresServer(options)).rejects.toThrow(`"rm ${path}" if there is none, and start again.`);
});

test("a server starts over the lock of one that ended and that nobody has waited for", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  await (await startPostgresServer(options)).stop();
  const { uid, gid } = await stat(options.dataDirectory);
  // The shell becomes a `sleep`, which waits for no child.
  const parent = spawn("/bin/sh", ["-c", "sleep 1 & echo $!; exec sleep 600"], {
    cwd: "/",
    uid,
    gid,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface(parent.stdout), "line");
    const pid = Number(line);
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
    expect(process.kill(pid, 0)).toBe(true);
    await writeFile(postmasterPidPath(options.dataDirectory), lockOf(pid, options.dataDirectory));
    await (await startPostgresServer(options)).stop();
  } finally {
    await killHard(parent);
  }
});
