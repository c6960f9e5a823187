import { spawnSync } from "node:child_process";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { leaveMark, markedBy, removeDeadMarks } from "./process-marks.ts";

const folder = useFolder();

test("a process is seen as often as it has left a mark, until it removes it", async () => {
  const marks = [await leaveMark(folder()), await leaveMark(folder())];
  expect(await markedBy(folder())).toEqual([process.pid, process.pid]);
  for (const mark of marks) await mark.remove();
  expect(await markedBy(folder())).toEqual([]);
  expect(await markedBy(join(folder(), "missing"))).toEqual([]);
});

test("a dead process, one that only has its id, and a stray file count for nothing, and alone are removed", async () => {
  const mark = await leaveMark(folder());
  const dead = join(folder(), `${spawnSync("true").pid}-left`);
  const reused = join(folder(), `${process.pid}-long-ago`);
  for (const file of [dead, reused, join(folder(), "stray")]) await writeFile(file, "");
  await utimes(reused, 0, 0);
  expect(await markedBy(folder())).toEqual([process.pid]);
  await removeDeadMarks(folder());
  expect(await readdir(folder())).toEqual([mark.name]);
});
