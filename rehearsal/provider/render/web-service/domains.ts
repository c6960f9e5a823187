import { isGone, RestFailure } from "../../rest/failure.ts";
import type { RenderClient } from "../client.ts";
import { pathOf, readCustomDomains } from "./parts.ts";
import { domainNames } from "./state.ts";

/**
 * Gives a service the domains that it should have: first those that are missing, then those that are too many go, so that
 * it is never without.
 *
 * @param wanted names
 * @param present names that it has
 */
export async function changeDomains(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  wanted: readonly string[],
  present: readonly string[],
): Promise<void> {
  for (const name of wanted.filter((one) => !present.includes(one))) {
    await addDomain(client, signal, id, name);
  }
  for (const name of present.filter((one) => !wanted.includes(one))) {
    const purpose = `remove the domain ${name} from the service ${id}`;
    const path = `${pathOf(id, "custom-domains")}/${encodeURIComponent(name)}`;
    await client.send({ method: "DELETE", path, purpose, signal }).catch((error) => {
      if (!isGone(error)) throw error;
    });
  }
}

/** Adds a domain. One that the service has already, from an update that was cut off, is as good. */
async function addDomain(client: RenderClient, signal: AbortSignal, id: string, name: string): Promise<void> {
  const purpose = `add the domain ${name} to the service ${id}`;
  try {
    await client.send({ method: "POST", path: pathOf(id, "custom-domains"), body: { name }, purpose, signal });
  } catch (error) {
    const present = error instanceof RestFailure ? await readCustomDomains(client, signal, id).catch(() => []) : [];
    if (!domainNames(present).includes(name)) throw error;
  }
}
