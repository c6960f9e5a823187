import { cp, mkdir, readdir, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reachableBinaries } from "./binaries.ts";
import { findBundledBinaries } from "./bundled-binaries.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const somebody = { name: "somebody", uid: 4242, gid: 4242 };

test("programs that the user can reach are run where npm put them", async () => {
  await using folder = await makeTemporaryFolder();
  const bundled = findBundledBinaries();
  expect(await reachableBinaries(bundled, undefined, join(folder.path, "copies"))).toBe(bundled.directory);
  expect(await readdir(folder.path)).toEqual([]);
});

test("programs whose links npm did not make are copied and linked", async () => {
  await using folder = await makeTemporaryFolder();
  const native = join(folder.path, "native");
  await cp(findBundledBinaries().directory, native, { recursive: true, verbatimSymlinks: true });
  await rm(join(native, "lib/libpq.so.5"), { force: true });
  const progress: string[] = [];
  const bundled = { directory: native, version: "18.0.0" };
  const copy = await reachableBinaries(bundled, undefined, join(folder.path, "copies"), (what) => progress.push(what));
  expect(copy).toBe(join(folder.path, "copies/18.0.0"));
  const links = await readdir(join(copy, "lib"));
  if (links.includes("libpq.so.5")) expect(await readlink(join(copy, "lib/libpq.so.5"))).toMatch(/^libpq\.so/);
  expect(progress).toHaveLength(1);
});

test("a place for the copies that the user can't enter is a fault with its cure", async () => {
  await using folder = await makeTemporaryFolder(somebody);
  const closed = join(folder.path, "closed");
  await mkdir(join(closed, "native/bin"), { recursive: true, mode: 0o700 });
  const bundled = { directory: join(closed, "native"), version: "18.0.0" };
  await expect(reachableBinaries(bundled, somebody, join(closed, "copies"))).rejects.toThrow(
    /runs as user "somebody", who can't enter .*closed, .* run "chmod o\+x .*closed"/,
  );
});
