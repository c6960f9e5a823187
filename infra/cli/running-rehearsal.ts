import { Fault } from "../fault.ts";

/** Where the rehearsal of this clone is, as the process that hosts it tells; undefined while it doesn't run. */
export async function findRehearsal() {
  const { findHost } = await import("../hosting/host.ts");
  const { rehearsalPaths } = await import("../realms/rehearsal/paths.ts");
  const { findableRehearsalServices } = await import("../realms/rehearsal/told.ts");
  return findHost(findableRehearsalServices(rehearsalPaths()));
}

/**
 * Where the rehearsal of this clone is.
 *
 * @throws Fault while it doesn't run.
 */
export async function runningRehearsal() {
  const host = await findRehearsal();
  if (host) return host.told;
  throw new Fault("The rehearsal doesn't run: start it with `npm start`, and leave that running.");
}
