import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";

/** Puts a lock on the stack `trial` of a test project, as the engine of some process would (`pkg/backend/diy/lock.go`). */
export async function putLock(state: string, holder: { pid: number; hostname?: string }): Promise<void> {
  const directory = join(state, ".pulumi", "locks", "organization", "engine", "trial");
  await mkdir(directory, { recursive: true });
  const lock = {
    pid: holder.pid,
    username: userInfo().username,
    hostname: holder.hostname ?? hostname(),
    timestamp: new Date().toISOString(),
  };
  await writeFile(join(directory, `${randomUUID()}.json`), JSON.stringify(lock));
}
