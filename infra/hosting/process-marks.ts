import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "../alive.ts";
import { beganAt } from "./process-age.ts";

/** A process that began this much later than its mark was made is another one, which has got its id. */
const CLOCK_MILLISECONDS = 5_000;

/** A file by which others see that a process is there; one that was killed leaves it behind, and it then counts for nothing. */
export interface ProcessMark {
  readonly name: string;
  remove(): Promise<void>;
}

/** Leaves a mark of this process in a folder, which is made when missing. */
export async function leaveMark(folder: string): Promise<ProcessMark> {
  const name = `${process.pid}-${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), "");
  return { name, remove: () => rm(join(folder, name), { force: true }) };
}

/** The living processes that have left a mark in a folder, each as often as it has. */
export async function markedBy(folder: string): Promise<number[]> {
  const marks = await readMarks(folder);
  return marks.filter(({ counts }) => counts).map(({ pid }) => pid);
}

/** Removes the marks of processes that are gone. Each goes by its own name, so that nobody else's can go with it. */
export async function removeDeadMarks(folder: string): Promise<void> {
  const marks = await readMarks(folder);
  await Promise.all(
    marks.filter(({ counts }) => !counts).map(({ name }) => rm(join(folder, name), { recursive: true, force: true })),
  );
}

async function readMarks(folder: string) {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names.map(async (name) => {
      const pid = Number.parseInt(name, 10);
      return { name, pid, counts: await counts(pid, join(folder, name)) };
    }),
  );
}

async function counts(pid: number, file: string): Promise<boolean> {
  const made = await stat(file).catch(() => undefined);
  if (!made || !(pid > 0) || !isAlive(pid)) return false;
  const began = await beganAt(pid);
  return began === undefined || began <= made.mtimeMs + CLOCK_MILLISECONDS;
}
