import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeScratchFolder } from "./scratch.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** The pid of a process that has ended. */
const { pid: GONE } = spawnSync(process.execPath, ["--version"]);

test("what a killed process left is removed although its orphan still writes into it; a live one's stays", async () => {
  await using folder = await makeTemporaryFolder();
  const target = join(folder.path, "data");
  const abandoned = join(folder.path, `.data.making-${GONE}-0`);
  const live = join(folder.path, `.data.making-${process.pid}-0`);
  await mkdir(join(abandoned, "base"), { recursive: true });
  await mkdir(live);
  await writeFile(join(folder.path, "data.other"), "");
  const orphan = spawn(
    "/bin/sh",
    ["-c", "i=0; while [ $i -lt 400 ]; do mkdir -p base; echo x > base/$i; i=$((i + 1)); done"],
    { cwd: abandoned, stdio: "ignore" },
  );
  const ended = once(orphan, "exit");
  await expect.poll(() => readdir(join(abandoned, "base"))).not.toEqual([]);

  const made = await makeScratchFolder(target);
  expect(await readdir(made)).toEqual([]);
  await ended;
  expect((await readdir(folder.path)).map((name) => join(folder.path, name)).sort()).toEqual(
    [made, live, join(folder.path, "data.other")].sort(),
  );
});
