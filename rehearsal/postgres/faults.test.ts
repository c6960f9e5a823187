import { once } from "node:events";
import { chmod, chown, mkdir, readdir, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { findBundledBinaries, postgresMajorVersion } from "./bundled-binaries.ts";
import { findFreePort } from "./ports.ts";
import type { PostgresServerOptions } from "./server.ts";
import { startPostgresServer } from "./start.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { answerOf, killHard, spawnStarter } from "./test-child-process.ts";
import { makeClone } from "./test-clone.ts";
import { testServerOptions } from "./test-options.ts";

/** The one sentence a start fails with. */
async function faultOf(options: PostgresServerOptions): Promise<string> {
  const outcome = await startPostgresServer(options).catch((error: Error) => error);
  if (!(outcome instanceof Error)) {
    await outcome.stop();
    throw new Error("it started");
  }
  expect(outcome.name).toBe("Fault");
  expect(outcome.message).not.toContain("\n");
  return outcome.message;
}

test("a port that is taken", async () => {
  await using folder = await makeTemporaryFolder();
  const port = await findFreePort();
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  try {
    expect(await faultOf({ ...testServerOptions(folder.path), port })).toBe(
      `Port ${port} is taken by another process: run "lsof -nP -iTCP:${port} -sTCP:LISTEN" to see which, stop it, and start again.`,
    );
    // It is told at once: nothing has been copied or made yet.
    expect(await readdir(folder.path)).toEqual([]);
  } finally {
    other.close();
  }
});

test("data of another major version", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const { dataDirectory } = options;
  await mkdir(dataDirectory);
  await writeFile(join(dataDirectory, "PG_VERSION"), "16\n");
  expect(await faultOf(options)).toBe(
    `The data in ${dataDirectory} was written by PostgreSQL 16, and this is PostgreSQL ${postgresMajorVersion}: run "mv ${dataDirectory} ${dataDirectory}.16" to set it aside and start again with an empty one.`,
  );
});

test("a folder that holds something else, or a file", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  await mkdir(options.dataDirectory);
  await writeFile(join(options.dataDirectory, "holiday.jpg"), "");
  expect(await faultOf(options)).toMatch(/holds files but no PostgreSQL data .* run "mv .*\.damaged"/);
  const file = join(options.dataDirectory, "holiday.jpg");
  expect(await faultOf({ ...options, dataDirectory: file })).toMatch(/is a file: run "mv/);
  expect(await readdir(options.dataDirectory)).toEqual(["holiday.jpg"]);
});

test("data that no server can start from", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  await (await startPostgresServer(options)).stop();
  await truncate(join(options.dataDirectory, "global/pg_control"), 100);
  expect(await faultOf(options)).toMatch(/^PostgreSQL does not start from .*pg_control.*log: .*run "mv .*\.damaged"/);
});

test("settings that the server does not know", async () => {
  await using folder = await makeTemporaryFolder();
  const options = { ...testServerOptions(folder.path), settings: { fsync: "off", spelled_wrong: "1" } };
  expect(await faultOf(options)).toMatch(/^PostgreSQL refuses its settings \(.*spelled_wrong.*\): correct them/);
});

test("no right to write where the data is to be", async () => {
  await using folder = await makeTemporaryFolder();
  const locked = join(folder.path, "locked");
  await mkdir(locked);
  await chmod(locked, 0o555);
  const options = { ...testServerOptions(folder.path), dataDirectory: join(locked, "data") };
  // Root may write anywhere, so it asks as somebody else, from where that user can go.
  const place = process.getuid?.() === 0 ? await makeClone(join(folder.path, "clone"), 0o755) : undefined;
  const child = await spawnStarter(options, place && { ...place, user: { uid: 65534, gid: 65534 } });
  expect(await answerOf(child)).toEqual({
    fault: expect.stringMatching(/^PostgreSQL's data directory .*locked\/data can't be written: run "sudo chown/),
  });
});

test("data below a folder that the server's user can't enter, where there is such a user", async () => {
  await using folder = await makeTemporaryFolder();
  const closed = join(folder.path, "closed");
  await mkdir(closed, { mode: 0o700 });
  const options = { ...testServerOptions(folder.path), dataDirectory: join(closed, "deep/data") };
  const root = process.getuid?.() === 0;
  const expected = root ? /can't enter .*closed, and its data directory is to be .*: run "chmod o\+x / : /^started$/;
  const outcome = await startPostgresServer(options).then(
    async (server) => server.stop().then(() => "started"),
    (error: Error) => error.message,
  );
  expect(outcome).toMatch(expected);
});

test("a platform that npm has no PostgreSQL for", () => {
  expect(() => findBundledBinaries("plan9", "mips")).toThrow(
    /^npm has brought no PostgreSQL for plan9 on mips .* run "npm ci"/,
  );
});

test("a start that is killed while it makes the data directory leaves nothing in the way", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const child = await spawnStarter(options);
  const isMaking = async (): Promise<boolean> => (await readdir(folder.path)).some((name) => name.includes(".making-"));
  while (!(await isMaking())) await delay(2);
  await killHard(child);
  expect(await readdir(folder.path)).not.toContain("data");

  const server = await startPostgresServer(options);
  try {
    expect((await readdir(folder.path)).filter((name) => name.includes(".making-"))).toEqual([]);
  } finally {
    await server.stop();
  }
});

test("data that belongs to another user keeps that owner when root starts it", async () => {
  await using folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  if (process.getuid?.() === 0) {
    await mkdir(options.dataDirectory, { mode: 0o700 });
    await chown(options.dataDirectory, 65534, 65534);
  }
  const server = await startPostgresServer(options);
  await server.stop();
  expect(await readdir(options.dataDirectory)).toContain("PG_VERSION");
});
