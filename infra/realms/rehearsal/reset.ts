import { rm } from "node:fs/promises";
import { Fault } from "../../fault.ts";
import { findHost } from "../../hosting/host.ts";
import { stopKeeper } from "../../hosting/keeper.ts";
import { type RehearsalPaths, rehearsalPaths } from "./paths.ts";
import { findableRehearsalServices } from "./told.ts";

/** Stops the process that hosts the rehearsal of a clone, be it an `npm start` or one that was left running for a shell. @returns whether there was one. */
export function stopRehearsal(paths: RehearsalPaths = rehearsalPaths()): Promise<boolean> {
  return stopKeeper(findableRehearsalServices(paths));
}

/**
 * Removes everything that the rehearsal of a clone has made: stacks, releases, and databases with what is in them.
 *
 * @throws Fault while it runs.
 */
export async function resetRehearsal(paths: RehearsalPaths = rehearsalPaths()): Promise<void> {
  const host = await findHost(findableRehearsalServices(paths));
  if (host) {
    throw new Fault(
      `The rehearsal runs in process ${host.pid}, and would lose its databases: run \`npm run rehearse -- stop\` first.`,
    );
  }
  for (const folder of [paths.postgresData, paths.directory])
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
