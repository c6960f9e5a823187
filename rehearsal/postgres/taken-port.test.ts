import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chooseAccount } from "./account.ts";
import { reachableBinaries } from "./binaries.ts";
import { findBundledBinaries } from "./bundled-binaries.ts";
import { launchServer } from "./launch.ts";
import { findFreePort, isListening } from "./ports.ts";
import { findPostmaster } from "./postmaster.ts";
import type { PostgresServerOptions } from "./server.ts";
import { startPostgresServer } from "./start.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { testServerOptions } from "./test-options.ts";

const RUNS = Array.from({ length: 8 });

/** A server that is not ours on a port, and the options of ours, whose data directory exists. */
async function takePort(
  folder: string,
  otherPassword?: string,
): Promise<{ mine: PostgresServerOptions } & AsyncDisposable> {
  const options = testServerOptions(folder);
  const superuser = { ...options.superuser, ...(otherPassword !== undefined && { password: otherPassword }) };
  await (await startPostgresServer(options)).stop();
  const other = await startPostgresServer({ ...options, dataDirectory: join(folder, "other"), superuser });
  return { mine: { ...options, port: other.port }, [Symbol.asyncDispose]: () => other.stop() };
}

/** Starts the server when its port has been looked at already. */
async function launch(options: PostgresServerOptions): Promise<unknown> {
  const account = await chooseAccount(options.dataDirectory);
  const binaries = await reachableBinaries(findBundledBinaries(), account, options.binariesDirectory);
  const logFile = join(options.dataDirectory, "server.log");
  return launchServer({ ...options, binaries, account, logFile, settings: options.settings ?? {} });
}

describe.each([
  ["the same password", undefined],
  ["another password", "of-the-other"],
])("a port where another PostgreSQL server with %s answers", (_, password) => {
  test("is taken, every time", async () => {
    await using folder = await makeTemporaryFolder();
    await using taken = await takePort(folder.path, password);
    const sentence = `Port ${taken.mine.port} is taken by another process: `;
    for (const _run of RUNS) await expect(startPostgresServer(taken.mine)).rejects.toThrow(sentence);
  });

  test("is taken, every time, when it has been taken after our look at it", async () => {
    await using folder = await makeTemporaryFolder();
    await using taken = await takePort(folder.path, password);
    const sentence = `Port ${taken.mine.port} is taken by another process: `;
    for (const _run of RUNS) await expect(launch(taken.mine)).rejects.toThrow(sentence);
    expect(await findPostmaster(taken.mine.dataDirectory)).toBeUndefined();
  });
});

test("a port that our own server has by now is no fault, whoever started it", async () => {
  await using folder = await makeTemporaryFolder();
  const options = { ...testServerOptions(folder.path), port: await findFreePort() };
  await (await startPostgresServer(options)).stop();
  for (const _run of RUNS) {
    const servers = await Promise.all([startPostgresServer(options), startPostgresServer(options)]);
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(await isListening(options.port)).toBe(true);
    await Promise.all(servers.map((server) => server.stop()));
    expect(await isListening(options.port)).toBe(false);
  }
});
