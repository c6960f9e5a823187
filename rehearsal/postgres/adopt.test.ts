import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findFreePort } from "./ports.ts";
import { isAlive, waitForExit } from "./process.ts";
import type { PostgresServerOptions } from "./server.ts";
import { startPostgresServer } from "./start.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { answerOf, killHard, spawnStarter } from "./test-child-process.ts";
import { testServerOptions } from "./test-options.ts";

/** Leaves a server behind as a killed process does. */
async function abandonServer(options: PostgresServerOptions): Promise<{ pid: number; port: number }> {
  const child = await spawnStarter(options);
  const started = await answerOf(child);
  await killHard(child);
  if (!("pid" in started)) throw new Error(started.fault);
  expect(await isAlive(started.pid)).toBe(true);
  return started;
}

test("a server whose starter was killed is taken over, and stopped by who took it over", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const left = await abandonServer(options);
  const server = await startPostgresServer({ ...options, port: left.port });
  expect(server).toMatchObject({ ...left, adopted: true });
  await server.stop();
  expect(await isAlive(left.pid)).toBe(false);
});

test("a server on another port, or with other settings, is stopped and started anew", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const left = await abandonServer(options);
  const port = await findFreePort();

  const moved = await startPostgresServer({ ...options, port });
  expect(moved).toMatchObject({ port, adopted: false });
  expect(await isAlive(left.pid)).toBe(false);

  const changed = await startPostgresServer({ ...options, port, settings: { fsync: "off", max_connections: "7" } });
  expect(changed).toMatchObject({ port, adopted: false });
  expect(await isAlive(moved.pid)).toBe(false);
  await changed.stop();
});

test("a server that refuses the password is left running and says so", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const server = await startPostgresServer(options);
  try {
    const other = { ...options, superuser: { name: "admin", password: "canary-password" } };
    const refused = await startPostgresServer(other).catch((error: Error) => error.message);
    expect(refused).toMatch(/^The PostgreSQL server of .* refuses the password of "admin".* run "mv /);
    expect(refused).not.toContain("canary");
    expect(await isAlive(server.pid)).toBe(true);
  } finally {
    await server.stop();
  }
});

test("a server that was killed recovers, whatever process has its pid by now", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const { dataDirectory } = options;
  const killed = await startPostgresServer(options);
  process.kill(killed.pid, "SIGKILL");
  await waitForExit(killed.pid, 10_000);

  const after = await startPostgresServer(options);
  expect(after.adopted).toBe(false);
  await after.stop();

  // The pid belongs to somebody else's process now, one that the server's user could signal.
  const { uid, gid } = await stat(dataDirectory);
  const bystander = spawn("sleep", ["600"], { cwd: "/", uid, gid });
  await once(bystander, "spawn");
  try {
    const stale = `${bystander.pid}\n${dataDirectory}\n1700000000\n${after.port}\n\n127.0.0.1\n  1234 5678\nready   \n`;
    await writeFile(join(dataDirectory, "postmaster.pid"), stale);
    const again = await startPostgresServer(options);
    expect(again.adopted).toBe(false);
    expect(await isAlive(bystander.pid ?? 0)).toBe(true);
    await again.stop();
  } finally {
    await killHard(bystander);
  }
});

test("a log that has grown too long is begun anew", async () => {
  await using folder = await makeTemporaryFolder();
  const options = { ...testServerOptions(folder.path), logFile: join(folder.path, "logs/server.log") };
  await (await startPostgresServer(options)).stop();
  await appendFile(options.logFile, "x".repeat(11 * 1024 * 1024));
  await (await startPostgresServer(options)).stop();
  expect(await readFile(options.logFile, "utf8")).not.toContain("xx");
});
