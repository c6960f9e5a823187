import { Fault, messageOf } from "../../fault.ts";
import type { State } from "../state.ts";
import type { Host } from "./host.ts";
import type { Instance } from "./instance.ts";
import type { InstanceServer } from "./instance-server.ts";
import type { Backups } from "./recovery/backups.ts";
import { prepareRecovery } from "./recovery/prepare.ts";
import { recover } from "./recovery/recover.ts";
import { serverOptionsOf, superuserUrlOf } from "./server-options.ts";

/** What brings instances up, and backs them up from then on. */
export interface Machine extends Host {
  readonly backups: Backups;
}

/**
 * Brings an instance's server to where it is to be, running or not, and notes its status. Doesn't fail: an instance that
 * doesn't come up is there as `unavailable`, so that it can be deleted, and everything else goes on.
 *
 * @param first what is done with the server before that, such as to stop it
 */
export async function bringUp(
  machine: Machine,
  one: Instance,
  first: (server: InstanceServer) => Promise<void> = async () => {},
): Promise<void> {
  const { state, save, servers, backups, onFault } = machine;
  try {
    await prepare(machine, one);
    await servers.inTurn(one.id, async (server) => {
      await first(server);
      await settle(state, server, one);
    });
  } catch (cause) {
    one.status = one.recovery ? "recovery_failed" : "unavailable";
    const why = cause instanceof Fault ? cause.message : `its server has failed (${messageOf(cause)}).`;
    const what = one.recovery ? `can't be recovered to ${one.recovery.restoreTime}` : "is unavailable";
    onFault(new Fault(`The Postgres instance "${one.name}" (${one.id}) ${what}: ${why}`, { cause }));
  }
  await save();
  if (one.status === "available") backups.keep(one);
}

/**
 * Makes the data of an instance that is recovered from another one, unless it is there already.
 *
 * @throws Fault when it can't be made
 */
export async function prepare({ state, servers }: Host, one: Instance): Promise<void> {
  const { recovery } = one;
  if (!recovery) return;
  await servers.inTurn(recovery.sourceId, (from) =>
    servers.inTurn(one.id, async (to) => {
      if (!state.postgres.includes(one)) return;
      const source = state.postgres.find(({ id }) => id === recovery.sourceId);
      await prepareRecovery(source && { server: from, url: superuserUrlOf(state, source) }, to, recovery.restoreTime);
    }),
  );
}

async function settle(state: State, server: InstanceServer, one: Instance): Promise<void> {
  // One that was deleted meanwhile would otherwise come back, with nobody to remove it.
  if (!state.postgres.includes(one)) return;
  if (one.status === "suspended") {
    await server.stop();
  } else if (one.isDown) {
    await server.crash();
    one.status = "unavailable";
  } else {
    const options = serverOptionsOf(state, one);
    if (one.recovery) await recover(server, options);
    else await server.start(options);
    delete one.recovery;
    one.status = "available";
  }
}

/** Starts the servers of all instances anew, and ends the deletions that were under way. Doesn't fail, as {@link bringUp}. */
export async function resume(machine: Machine): Promise<void> {
  const { state } = machine;
  await Promise.all([
    ...state.deletedPostgres.map((id) => finishDeletion(machine, id)),
    ...state.postgres.map((one) => bringUp(machine, one)),
  ]);
}

/**
 * Removes the data of an instance that is deleted, and forgets it only then. Doesn't fail: what can't be removed is tried
 * again at the next start.
 */
export async function finishDeletion({ state, save, servers, onFault }: Host, id: string): Promise<void> {
  try {
    await servers.inTurn(id, (server) => server.remove());
  } catch (cause) {
    const sentence = `The data of the deleted Postgres instance ${id} can't be removed (${messageOf(cause)}): clear what is in the way, and start again.`;
    onFault(new Fault(sentence, { cause }));
    return;
  }
  state.deletedPostgres = state.deletedPostgres.filter((one) => one !== id);
  await save();
}
