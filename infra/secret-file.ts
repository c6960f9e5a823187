import { randomUUID } from "node:crypto";
import { link, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a file that this user alone may read, unless there is one already: whoever asks at the same time, one text wins and stays.
 *
 * @returns whether it was made just now.
 */
export async function makeSecretFile(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  // Linked into its place when it is whole: a process that is killed in between, or another one that reads, never sees half of it.
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  try {
    await link(unfinished, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    await rm(unfinished, { force: true });
  }
}
