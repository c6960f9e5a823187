import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Fault } from "../../fault.ts";
import { findHost } from "../../hosting/host.ts";
import { stopKeeper } from "../../hosting/keeper.ts";
import { openSharedServices } from "../../hosting/shared-services.ts";
import { silent } from "../../progress.ts";
import { type RehearsalPaths, rehearsalPaths } from "./paths.ts";
import { sharedRehearsalServices } from "./services.ts";
import { findableRehearsalServices } from "./told.ts";

/**
 * Stops the process that hosts the rehearsal of a clone, be it an `npm start` or one that was left running for a shell; and what one that was
 * killed has left.
 *
 * @returns whether there was such a process.
 */
export async function stopRehearsal(paths: RehearsalPaths = rehearsalPaths()): Promise<boolean> {
  const stopped = await stopKeeper(findableRehearsalServices(paths));
  if (!stopped) await endLeftovers(paths);
  return stopped;
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
  await endLeftovers(paths);
  for (const folder of [paths.postgresData, paths.directory]) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Ends instances and Postgres servers that have outlived the process which hosted them. Only the stand-ins know them: started once more, they take
 * them over, and stop them as they stop.
 */
async function endLeftovers(paths: RehearsalPaths): Promise<void> {
  if (!existsSync(paths.render)) return;
  const services = await openSharedServices(sharedRehearsalServices(paths), silent, "brief").catch((cause: unknown) => {
    throw new Fault(
      `What the rehearsal has left running can't be ended (${String(cause)}): see \`ps\` for processes of ${paths.directory}, and end them.`,
      { cause },
    );
  });
  await services.close();
}
