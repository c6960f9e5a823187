import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { createOnce } from "../../rest/create-once.ts";
import { isGone } from "../../rest/failure.ts";
import type { Checkpoint } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";
import { moveToEnvironment } from "../environment.ts";
import { writeLogStream } from "../log-stream.ts";
import { type Instance, instance } from "./answer.ts";
import { pathOf, readConnectionInfo, readInstance } from "./read.ts";
import { isNamed, type PostgresInputs, type PostgresState, stateOf, withoutConnection } from "./state.ts";

/** As long as Render's own provider waits for an instance, in milliseconds. */
const PATIENCE = 15 * 60_000;

/** An instance in a list; lists tell less than {@link instance}. */
const listed = z.object({ postgres: z.object({ id: z.string() }) });

/**
 * Makes an instance and waits until it can be used.
 *
 * @throws Fault when there is one of that name already, or it can't be made
 */
export async function createPostgres(
  client: RenderClient,
  signal: AbortSignal,
  inputs: PostgresInputs,
  checkpoint: Checkpoint<PostgresState>,
): Promise<{ id: string; outputs: PostgresState }> {
  const { name } = inputs;
  const made = await createOnce({
    exists: `Render has a Postgres instance "${name}"`,
    find: (during) => instancesNamed(client, during, name),
    make: () =>
      client.send({
        method: "POST",
        path: "/postgres",
        body: {
          ...bodyOf(inputs),
          ...identityOf(inputs),
          ownerId: client.ownerId,
          parameterOverrides: inputs.parameterOverrides,
        },
        answer: instance,
        purpose: `create the Postgres instance "${name}"`,
        signal,
      }),
    isSame: (other) => isMadeOf(other, inputs),
    signal,
  });
  const { id } = made;
  checkpoint({ id, outputs: withoutConnection(made, inputs) });
  await untilAvailable(client, signal, id);
  const connectionInfo = await readConnectionInfo(client, signal, id);
  const logStreamOverride = await writeLogStream(client, signal, id, inputs.logStreamOverride, undefined);
  return { id, outputs: stateOf({ instance: made, connectionInfo, logStreamOverride }, inputs) };
}

/** Changes an instance in place; one that is still being made is waited for. */
export async function updatePostgres(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  inputs: PostgresInputs,
  state: Partial<PostgresState>,
): Promise<PostgresState> {
  const changed = await client.send({
    method: "PATCH",
    path: pathOf(id),
    body: { ...bodyOf(inputs), parameterOverrides: changedOverrides(inputs, state) },
    answer: instance,
    purpose: `change the Postgres instance "${inputs.name}"`,
    signal,
  });
  await moveToEnvironment(client, signal, id, inputs.environmentId, state.environmentId);
  if (state.connectionInfo === undefined || changed.status === "creating") await untilAvailable(client, signal, id);
  const connectionInfo = await readConnectionInfo(client, signal, id);
  const logStreamOverride = await writeLogStream(client, signal, id, inputs.logStreamOverride, state.logStreamOverride);
  const moved = { ...changed, environmentId: inputs.environmentId };
  return stateOf({ instance: moved, connectionInfo, logStreamOverride }, { ...state, ...inputs });
}

/** Removes an instance with its data; nothing to do when it is gone already. */
export async function deletePostgres(client: RenderClient, signal: AbortSignal, id: string): Promise<void> {
  const purpose = `delete the Postgres instance ${id}`;
  await client.send({ method: "DELETE", path: pathOf(id), purpose, signal }).catch((error) => {
    if (!isGone(error)) throw error;
  });
}

/** What can be set at any time. */
function bodyOf(inputs: PostgresInputs): Readonly<Record<string, unknown>> {
  return {
    name: inputs.name,
    plan: inputs.plan,
    diskSizeGB: inputs.diskSizeGb,
    enableHighAvailability: inputs.highAvailabilityEnabled,
    ipAllowList: inputs.ipAllowLists ?? [],
    readReplicas: inputs.readReplicas?.map(({ name, parameterOverrides }) => ({ name, parameterOverrides })) ?? [],
    datadogAPIKey: inputs.datadogApiKey,
  };
}

/** What an instance is made with and keeps. */
function identityOf({ databaseName, databaseUser, environmentId, region, version }: PostgresInputs) {
  return { databaseName, databaseUser, environmentId, region, version };
}

/** Only what differs is sent, and nothing as an empty object, since Render leaves alone what it isn't given. */
function changedOverrides(
  { parameterOverrides: wanted }: PostgresInputs,
  { parameterOverrides: found }: Partial<PostgresState>,
): Readonly<Record<string, string>> | undefined {
  return isDeepStrictEqual(wanted, found) ? undefined : (wanted ?? {});
}

async function instancesNamed(client: RenderClient, signal: AbortSignal, name: string): Promise<readonly Instance[]> {
  const found = await client.send({
    method: "GET",
    path: "/postgres",
    query: { name, ownerId: client.ownerId },
    answer: z.array(listed),
    purpose: `list its Postgres instances called "${name}"`,
    signal,
  });
  return Promise.all(found.map(({ postgres }) => readInstance(client, signal, postgres.id)));
}

function isMadeOf(made: Instance, inputs: PostgresInputs): boolean {
  return (
    made.plan === inputs.plan &&
    made.region === inputs.region &&
    made.version === inputs.version &&
    made.environmentId === inputs.environmentId &&
    (inputs.databaseName === undefined || isNamed(made.databaseName, inputs.databaseName)) &&
    (inputs.databaseUser === undefined || made.databaseUser === inputs.databaseUser)
  );
}

async function untilAvailable(client: RenderClient, signal: AbortSignal, id: string): Promise<void> {
  await client.until(
    () => readInstance(client, signal, id),
    ({ status }) => status === "available",
    { patience: PATIENCE, waited: `The Postgres instance ${id} has not become available`, signal },
  );
}
