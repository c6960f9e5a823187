import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault } from "../fault.ts";
import { ensureKeeper, stopKeeper } from "../hosting/keeper.ts";
import type { Progress } from "../progress.ts";
import { findableBackingServices, sharedBackingServices } from "./backing-services.ts";
import type { LocalPaths } from "./paths.ts";
import { startLockHolder } from "./start-lock.ts";

const SCRIPT = fileURLToPath(new URL("./keeper-main.ts", import.meta.url));

/**
 * Makes sure that the backing services of a clone stay when this process has ended.
 *
 * @returns the process that hosts them: a keeper, or an `npm start` that is there already.
 * @throws Fault with the keeper's own sentence when it can't.
 */
export function ensureLocalKeeper(paths: LocalPaths, progress: Progress): Promise<number> {
  const program = { script: SCRIPT, args: [paths.root], logFile: join(paths.logs, "keeper.log") };
  return ensureKeeper(sharedBackingServices(paths), program, progress);
}

/**
 * Stops the keeper of a clone's backing services.
 *
 * @returns whether there was one.
 * @throws Fault when an `npm start` hosts the services instead.
 */
export function stopLocalKeeper(paths: LocalPaths): Promise<boolean> {
  return stopKeeper(findableBackingServices(paths), async (pid) => {
    if ((await startLockHolder(paths)) !== pid) return;
    throw new Fault(
      `Postgres and the providers belong to the \`npm start\` in process ${pid}: end it with Ctrl-C there.`,
    );
  });
}
