import type { z } from "zod";
import { seal } from "../../../http/seal.ts";
import { newId } from "../../ids.ts";
import type { State } from "../../state.ts";
import { newPassword } from "../create.ts";
import type { Instance } from "../instance.ts";
import { choosePort } from "../ports.ts";
import type { recoveryRequest } from "./request.ts";

/**
 * A new instance that is to be what another one was. Its database and its users are those of the other, as they are in
 * its data; its address and the password of its user are its own. What Render's documentation doesn't tell is as little
 * as it can be, so that whoever relies on more notices: it is in no environment unless one is named, and not highly
 * available.
 */
export async function newRecoveredInstance(
  state: State,
  source: Instance,
  { restoreTime, restoreName, plan, environmentId }: z.output<typeof recoveryRequest>,
): Promise<Instance> {
  const createdAt = new Date().toISOString();
  const { ownerId, databaseName, databaseUser, region, version, diskSizeGB, ipAllowList } = source;
  return {
    id: newId("dpg"),
    ownerId,
    ...(environmentId !== undefined && { environmentId }),
    name: restoreName ?? `${source.name}-recovery`,
    databaseName,
    databaseUser,
    plan: plan ?? source.plan,
    region,
    version,
    diskSizeGB,
    highAvailabilityEnabled: false,
    ipAllowList,
    status: "recovery_in_progress",
    recovery: { sourceId: source.id, restoreTime },
    createdAt,
    updatedAt: createdAt,
    port: await choosePort(state.postgres.map(({ port }) => port)),
    // The superuser's is in the data that it gets.
    sealed: { user: seal(state.key, newPassword()), superuser: source.sealed.superuser },
  };
}
