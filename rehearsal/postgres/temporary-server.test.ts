import { readdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { isAlive } from "./process.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { startTemporaryPostgresServer } from "./temporary-server.ts";

async function settingsOf(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = "select current_user, current_setting('fsync') as fsync, current_setting('log_statement') as log";
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

test("temporary servers run side by side, and leave nothing behind when they are stopped", async () => {
  await using place = await makeTemporaryFolder();
  vi.stubEnv("TMPDIR", place.path);
  try {
    const servers = await Promise.all([
      startTemporaryPostgresServer(),
      startTemporaryPostgresServer({ settings: { log_statement: "all" } }),
    ]);
    const [plain, logging] = servers;
    expect(await settingsOf(plain.url())).toEqual({ current_user: "postgres", fsync: "off", log: "none" });
    expect(await settingsOf(logging.url())).toEqual({ current_user: "postgres", fsync: "off", log: "all" });
    expect(plain.superuser.password).not.toBe(logging.superuser.password);
    const { name, password } = plain.superuser;
    expect(plain.url("app")).toBe(`postgres://${name}:${password}@127.0.0.1:${plain.port}/app`);
    expect(await stat(dirname(plain.logFile)).then((folder) => folder.isDirectory())).toBe(true);

    await Promise.all(servers.map((server) => server.stop()));
    await plain.stop();
    for (const { pid } of servers) expect(await isAlive(pid)).toBe(false);
    expect(await readdir(place.path)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("one that does not start leaves nothing behind either", async () => {
  await using place = await makeTemporaryFolder();
  vi.stubEnv("TMPDIR", place.path);
  try {
    const settings = { spelled_wrong: "1" };
    await expect(startTemporaryPostgresServer({ settings })).rejects.toThrow(/refuses its settings/);
    expect(await readdir(place.path)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});
