import { readdir, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "../alive.ts";

/** Who holds the lock of a stack in a file backend, as Pulumi writes it (`pkg/backend/diy/lock.go`). */
const lockSchema = z.object({
  pid: z.int().positive(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.coerce.date(),
});

export type Lock = z.infer<typeof lockSchema>;

interface LockFile {
  readonly path: string;
  readonly lock: Lock;
}

/**
 * Reads who holds the lock of a stack.
 *
 * @param state the folder of the file backend.
 * @returns one lock for each update in progress, or cut off; empty when there is none.
 */
export async function readLocks(state: string, project: string, stack: string): Promise<Lock[]> {
  return (await readLockFiles(state, project, stack)).map(({ lock }) => lock);
}

/**
 * Releases the locks that nobody holds any more: those of processes of this machine that have ended. The lock of a living process, or of
 * another machine, is left alone, since two engines on one stack would lose its state.
 *
 * @returns the locks released.
 */
export async function releaseDeadLocks(state: string, project: string, stack: string): Promise<Lock[]> {
  const dead = (await readLockFiles(state, project, stack)).filter(
    ({ lock }) => lock.hostname === hostname() && !isAlive(lock.pid),
  );
  await Promise.all(dead.flatMap(({ path }) => [path, `${path}.attrs`]).map((path) => rm(path, { force: true })));
  return dead.map(({ lock }) => lock);
}

/** Says in words whose a lock is. */
export function describeLock(lock: Lock): string {
  return `${lock.username}@${lock.hostname} (process ${lock.pid}, since ${lock.timestamp.toISOString()})`;
}

async function readLockFiles(state: string, project: string, stack: string): Promise<LockFile[]> {
  const directory = join(state, ".pulumi", "locks", "organization", project, stack);
  const names = await readdir(directory).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .map(async (name) => {
        const path = join(directory, name);
        const text = await readFile(path, "utf8").catch(() => "");
        const parsed = lockSchema.safeParse(parseJson(text));
        return parsed.success ? { path, lock: parsed.data } : undefined;
      }),
  );
  return files.filter((file) => file !== undefined);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
