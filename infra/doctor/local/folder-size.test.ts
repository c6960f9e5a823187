import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { folderSize } from "./folder-size.ts";

const folder = useFolder();

test("the files of all folders below count, and what a link leads to doesn't", async () => {
  await mkdir(join(folder(), "sub"));
  await writeFile(join(folder(), "file"), Buffer.alloc(1_000));
  await writeFile(join(folder(), "sub", "file"), Buffer.alloc(2_000));
  await symlink(join(folder(), "file"), join(folder(), "link"));
  expect(await folderSize(folder())).toBe(3_000);
});

test("a folder that there isn't holds nothing", async () => {
  expect(await folderSize(join(folder(), "none"))).toBe(0);
});
