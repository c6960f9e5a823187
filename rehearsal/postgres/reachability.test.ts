import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findBarrier, mayEnter } from "./reachability.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const account = { name: "server", uid: 4242, gid: 4242 };

test.each([
  [0o700, 4242, 0, true],
  [0o077, 4242, 4242, false],
  [0o010, 0, 4242, true],
  [0o701, 0, 4242, false],
  [0o701, 0, 0, true],
  [0o700, 0, 0, false],
  [0o750, 0, 0, false],
])("mode %o of user %i and group %i: may enter is %s", (mode, uid, gid, expected) => {
  expect(mayEnter({ mode: 0o040000 | mode, uid, gid }, account)).toBe(expected);
});

test("the first folder in the way is named, through symbolic links and for paths that are yet to be", async () => {
  await using folder = await makeTemporaryFolder(account);
  const closed = join(folder.path, "closed");
  await mkdir(join(closed, "below"), { recursive: true, mode: 0o700 });
  await symlink(join(closed, "below"), join(folder.path, "link"));
  expect(await findBarrier(join(folder.path, "data"), account)).toBeUndefined();
  expect(await findBarrier(join(folder.path, "data/deep"), account)).toBeUndefined();
  expect(await findBarrier(join(closed, "data"), account)).toBe(closed);
  expect(await findBarrier(join(folder.path, "link/data"), account)).toBe(closed);
});
