import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { chooseAccount } from "./account.ts";
import { findBundledBinaries } from "./bundled-binaries.ts";
import { isAlive } from "./process.ts";
import { findBarrier } from "./reachability.ts";
import { startPostgresServer } from "./start.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { testServerOptions } from "./test-options.ts";

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("a PostgreSQL server from npm's binaries", () => {
  test("starts, answers, stops, and keeps its data for the next start", async () => {
    await using folder = await makeTemporaryFolder();
    const progress: string[] = [];
    const options = { ...testServerOptions(folder.path), onProgress: (what: string) => progress.push(what) };

    const account = await chooseAccount();
    const barrier = account && (await findBarrier(findBundledBinaries().directory, account));
    const copying = barrier === undefined ? [] : ["copying PostgreSQL's programs (60 MB, once)"];

    const first = await startPostgresServer(options);
    expect(first.adopted).toBe(false);
    expect(progress).toEqual([...copying, "making PostgreSQL's data directory", "starting PostgreSQL"]);
    progress.length = 0;
    await query(first.url(), "create database kept");
    await query(first.url("kept"), "create table note as select 'É'::text as text");
    await first.stop();
    await first.stop();
    expect(await isAlive(first.pid)).toBe(false);

    const second = await startPostgresServer({ ...options, port: first.port });
    try {
      expect(second).toMatchObject({ host: "127.0.0.1", port: first.port, adopted: false });
      expect(await query(second.url("kept"), "select lower(text) as text from note")).toEqual([{ text: "é" }]);
      expect(progress).toEqual(["starting PostgreSQL"]);
    } finally {
      await second.stop();
    }
    expect(await readFile(join(folder.path, "data/server.log"), "utf8")).toContain("database system is shut down");
  });

  test("writes through to the disk, listens on 127.0.0.1 alone and asks for SCRAM passwords", async () => {
    await using folder = await makeTemporaryFolder();
    const { settings: _, ...options } = testServerOptions(folder.path);
    const server = await startPostgresServer(options);
    try {
      const settings = await query(
        server.url(),
        "select string_agg(name || '=' || setting, ' ' order by name) as all from pg_settings where name in ('fsync', 'listen_addresses', 'unix_socket_directories', 'data_checksums', 'server_encoding', 'TimeZone')",
      );
      expect(settings).toEqual([
        {
          all: expect.stringMatching(
            /fsync=on listen_addresses=127.0.0.1 server_encoding=UTF8 .*unix_socket_directories=$/,
          ),
        },
      ]);
      expect(await query(server.url(), "select distinct auth_method from pg_hba_file_rules")).toEqual([
        { auth_method: "scram-sha-256" },
      ]);
      await expect(query(server.url().replace("admin", "nobody"), "select 1")).rejects.toThrow(/authentication failed/);
    } finally {
      await server.stop();
    }
  });

  test("ends sessions that hang on to it when it is stopped", async () => {
    await using folder = await makeTemporaryFolder();
    const server = await startPostgresServer(testServerOptions(folder.path));
    const client = new pg.Client({ connectionString: server.url() });
    const lost = new Promise<Error>((resolve) => client.on("error", resolve));
    await client.connect();
    await client.query("begin");
    await server.stop();
    expect((await lost).message).toMatch(/terminating connection|Connection terminated/);
    expect(await isAlive(server.pid)).toBe(false);
  });

  test("is one server when it is started twice at the same time", async () => {
    await using folder = await makeTemporaryFolder();
    const options = testServerOptions(folder.path);
    const servers = await Promise.all([startPostgresServer(options), startPostgresServer(options)]);
    try {
      expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
      expect(new Set(servers.map(({ port }) => port)).size).toBe(1);
      expect(servers.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  });
});
