import { Fault, messageOf } from "../../fault.ts";
import { unseal } from "../../http/seal.ts";
import type { State } from "../state.ts";
import type { Instance } from "./instance.ts";
import type { PostgresServers } from "./servers.ts";

/** What brings instances up: their servers, and what remembers how they are. */
export interface Machine {
  readonly state: State;
  readonly save: () => Promise<void>;
  readonly servers: PostgresServers;
  /** Told when an instance's server doesn't start, or its data can't be removed. */
  readonly onFault: (fault: Fault) => void;
}

/**
 * Starts an instance's server, and notes whether it is available. Doesn't fail: an instance that doesn't come up is there
 * as `unavailable`, so that it can be deleted, and everything else goes on.
 */
export async function bringUp({ state, save, servers, onFault }: Machine, one: Instance): Promise<void> {
  // One that was deleted meanwhile would otherwise come back, with nobody to remove it.
  if (!state.postgres.includes(one)) return;
  try {
    await servers.start({
      id: one.id,
      port: one.port,
      user: one.databaseUser,
      database: one.databaseName,
      password: unseal(state.key, one.sealed.user),
      superuserPassword: unseal(state.key, one.sealed.superuser),
    });
    one.status = "available";
  } catch (cause) {
    one.status = "unavailable";
    const why = cause instanceof Fault ? cause.message : `its server has failed (${messageOf(cause)}).`;
    onFault(new Fault(`The Postgres instance "${one.name}" (${one.id}) is unavailable: ${why}`, { cause }));
  }
  await save();
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
export async function finishDeletion({ state, save, servers, onFault }: Machine, id: string): Promise<void> {
  try {
    await servers.remove(id);
  } catch (cause) {
    const sentence = `The data of the deleted Postgres instance ${id} can't be removed (${messageOf(cause)}): clear what is in the way, and start again.`;
    onFault(new Fault(sentence, { cause }));
    return;
  }
  state.deletedPostgres = state.deletedPostgres.filter((one) => one !== id);
  await save();
}
