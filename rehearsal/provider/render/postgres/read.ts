import { isGone } from "../../rest/failure.ts";
import type { RenderClient } from "../client.ts";
import { readLogStream } from "../log-stream.ts";
import { type ConnectionInfo, connectionInfo, type Instance, instance } from "./answer.ts";
import { type Known, type PostgresState, stateOf } from "./state.ts";

/** Looks at an instance; undefined when there is none by that id. */
export async function readPostgres(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  known: Known,
): Promise<PostgresState | undefined> {
  try {
    const found = await readInstance(client, signal, id);
    return stateOf(
      {
        instance: found,
        connectionInfo: await readConnectionInfo(client, signal, id),
        logStreamOverride: await readLogStream(client, signal, id, known.logStreamOverride),
      },
      known,
    );
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Asks for an instance alone. */
export function readInstance(client: RenderClient, signal: AbortSignal, id: string): Promise<Instance> {
  const purpose = `show the Postgres instance ${id}`;
  return client.send({ method: "GET", path: pathOf(id), answer: instance, purpose, signal });
}

/** Asks how to connect to an instance. */
export function readConnectionInfo(client: RenderClient, signal: AbortSignal, id: string): Promise<ConnectionInfo> {
  const purpose = `tell how to connect to the Postgres instance ${id}`;
  return client.send({ method: "GET", path: `${pathOf(id)}/connection-info`, answer: connectionInfo, purpose, signal });
}

/** Where an instance is in Render's API. */
export function pathOf(id: string): string {
  return `/postgres/${encodeURIComponent(id)}`;
}
