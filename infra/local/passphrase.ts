import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes sure that there is a passphrase for the secrets of the local stack: random, readable by this user alone, and made once, since the
 * state can't be read without it.
 *
 * @returns whether it was made just now.
 */
export async function ensurePassphrase(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  // Linked into its place when it is whole: a process that is killed in between, or another one that reads, never sees half of it.
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
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
