import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "../../../postgres/temporary-folder.ts";
import { copyDataDirectory } from "./copy-data.ts";

const names = async (folder: string) => (await readdir(folder, { recursive: true })).sort();

test("a copy has all but what belongs to the running server, and its owner alone may read it", async () => {
  await using folder = await makeTemporaryFolder();
  const [from, to] = [join(folder.path, "from"), join(folder.path, "to")];
  const wanted = ["PG_VERSION", "base/5/1259", "base/5/pg_filenode.map", "backup_label", "global/pg_control"];
  const unwanted = [
    "postmaster.pid",
    "postmaster.opts",
    "server.log",
    "recovery.signal",
    "backup_label.old",
    "base/5/pg_internal.init",
    "base/5/pgsql_tmp3.1",
    "restore/000000010000000000000001",
    "pg_wal/000000010000000000000001",
    "pg_replslot/one/state",
  ];
  for (const name of [...wanted, ...unwanted]) {
    await mkdir(join(from, name, ".."), { recursive: true });
    await writeFile(join(from, name), `of ${name}`);
  }
  await copyDataDirectory(from, to, { sync: true });
  const folders = ["base", "base/5", "global", "pg_replslot", "pg_wal"];
  expect(await names(to)).toEqual([...wanted, ...folders].sort());
  for (const name of wanted) {
    expect(await readFile(join(to, name), "utf8")).toBe(`of ${name}`);
    expect((await stat(join(to, name))).mode & 0o777).toBe(0o600);
  }
  for (const name of [".", ...folders]) expect((await stat(join(to, name))).mode & 0o777).toBe(0o700);
});

test("files that vanish, or are cut short, while they are copied don't keep the rest from being copied", async () => {
  await using folder = await makeTemporaryFolder();
  const [from, to] = [join(folder.path, "from"), join(folder.path, "to")];
  await mkdir(from);
  const large = Buffer.alloc(8 * 1024 * 1024, "x");
  const files = Array.from({ length: 12 }, (_, index) => `file-${String(index).padStart(2, "0")}`);
  for (const name of files) await writeFile(join(from, name), large);
  const copying = copyDataDirectory(from, to, { sync: false });
  // From the first name on: those that are copied last are still to come, whichever end it begins at.
  for (const [index, name] of files.entries()) {
    if (index % 3 === 0) await truncate(join(from, name), 0);
    if (index % 3 === 1) await rm(join(from, name));
  }
  await copying;
  for (const name of files.filter((_, index) => index % 3 === 2)) {
    expect((await readFile(join(to, name))).equals(large)).toBe(true);
  }
});

test("a copy is ended in the middle by its signal", async () => {
  await using folder = await makeTemporaryFolder();
  const from = join(folder.path, "from");
  await mkdir(from);
  await writeFile(join(from, "PG_VERSION"), "18");
  const copying = copyDataDirectory(from, join(folder.path, "to"), { sync: false, signal: AbortSignal.abort() });
  await expect(copying).rejects.toThrow(/abort/);
});
