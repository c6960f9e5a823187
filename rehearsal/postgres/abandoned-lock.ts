import { readFileSync, rmSync } from "node:fs";
import { codeOf } from "../fault.ts";
import { servesDataDirectory } from "./postmaster.ts";
import { parsePostmasterPid, postmasterPidPath } from "./postmaster-pid.ts";
import { isAlive } from "./process.ts";

/**
 * Removes the `postmaster.pid` of a server that was killed, where PostgreSQL itself would not: its pid belongs to
 * another process by now, which PostgreSQL takes for the server. Everything else is left to PostgreSQL, because the
 * file is its guard against a second server on the same data: it removes the file of a dead process itself
 * (CreateLockFile in src/backend/utils/init/miscinit.c).
 *
 * @param dataDirectory absolute, without symbolic links
 * @param serves whether a process is the directory's server; undefined for "can't tell"
 */
export async function removeAbandonedLock(
  dataDirectory: string,
  serves: (pid: number, dataDirectory: string) => Promise<boolean | undefined> = servesDataDirectory,
): Promise<void> {
  const path = postmasterPidPath(dataDirectory);
  const text = read(path);
  const pid = parsePostmasterPid(text)?.pid;
  if (pid === undefined || !isInProcessTable(pid)) return;
  // One that ended and that nobody has waited for is in the table for PostgreSQL, and serves nothing any more.
  if ((await isAlive(pid)) && (await serves(pid, dataDirectory)) !== false) return;
  // Another starter may have put its own file there meanwhile, so nothing comes between this look and the removal.
  if (read(path) === text) rmSync(path, { force: true });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** As PostgreSQL asks, for which a process that ended and that nobody has waited for counts. */
function isInProcessTable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
