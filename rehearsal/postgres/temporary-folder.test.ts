import { mkdir, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { findBarrier } from "./reachability.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const somebody = { name: "somebody", uid: 4242, gid: 4242 };

afterEach(() => vi.unstubAllEnvs());

test("it is in the temporary directory, named without the symbolic link that leads there, and gone afterwards", async () => {
  await using place = await makeTemporaryFolder(somebody);
  await mkdir(join(place.path, "real"), { mode: 0o755 });
  await symlink(join(place.path, "real"), join(place.path, "link"));
  vi.stubEnv("TMPDIR", join(place.path, "link"));
  expect(tmpdir()).toBe(join(place.path, "link"));

  const folder = await makeTemporaryFolder(somebody);
  expect(folder.path.startsWith(join(place.path, "real/"))).toBe(true);
  await folder[Symbol.asyncDispose]();
  await expect(stat(folder.path)).rejects.toThrow(/ENOENT/);
});

test("it is elsewhere when the temporary directory is closed to the server's user", async () => {
  await using place = await makeTemporaryFolder(somebody);
  const closed = join(place.path, "closed");
  await mkdir(closed, { mode: 0o700 });
  vi.stubEnv("TMPDIR", closed);
  await using folder = await makeTemporaryFolder(somebody);
  expect(folder.path.startsWith(closed)).toBe(false);
  expect(await findBarrier(join(folder.path, "data"), somebody)).toBeUndefined();
});
