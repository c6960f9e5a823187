import { join } from "node:path";
import { Fault } from "../fault.ts";
import { lockHolder, type ProcessLock, takeProcessLock } from "../hosting/process-lock.ts";
import type { LocalPaths } from "./paths.ts";

/**
 * Makes sure that the local environment of a clone is started once at a time.
 *
 * @throws Fault naming the process that runs it already.
 */
export async function takeStartLock(paths: LocalPaths): Promise<ProcessLock> {
  const lock = await takeProcessLock(place(paths));
  if ("release" in lock) return lock;
  throw new Fault(
    `Live Listen already runs from this clone (process ${lock.heldBy}): use it, or end it with \`kill ${lock.heldBy}\`.`,
  );
}

/** The process that runs the local environment of a clone (`npm start`); undefined when none does. */
export function startLockHolder(paths: LocalPaths): Promise<number | undefined> {
  return lockHolder(place(paths));
}

function place(paths: LocalPaths): string {
  return join(paths.directory, "start.lock");
}
