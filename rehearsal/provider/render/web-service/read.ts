import { z } from "zod";
import { isGone } from "../../rest/failure.ts";
import type { RenderClient } from "../client.ts";
import { type Service, service } from "./answer.ts";
import { pathOf, readParts } from "./parts.ts";
import { type Known, stateOf, type WebServiceState } from "./state.ts";

/** Looks at a service; undefined when it, or something that belongs to every service, is gone. */
export async function readWebService(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  known: Known,
): Promise<WebServiceState | undefined> {
  const purpose = `show the service ${id}`;
  try {
    const found = await client.send({ method: "GET", path: pathOf(id), answer: service, purpose, signal });
    return stateOf(found, await readParts(client, signal, id, known.logStreamOverride), known);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** All web services of a name; Render doesn't keep names unique. */
export async function servicesNamed(
  client: RenderClient,
  signal: AbortSignal,
  name: string,
): Promise<readonly Service[]> {
  const found = await client.send({
    method: "GET",
    path: "/services",
    query: { name, ownerId: client.ownerId, type: "web_service" },
    answer: z.array(z.object({ service })),
    purpose: `list its web services called "${name}"`,
    signal,
  });
  return found.map((item) => item.service);
}
