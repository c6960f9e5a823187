import { isGone } from "../../rest/failure.ts";
import type { RenderClient } from "../client.ts";
import { pathOf } from "./parts.ts";

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
    const purpose = `add the domain ${name} to the service ${id}`;
    await client.send({ method: "POST", path: pathOf(id, "custom-domains"), body: { name }, purpose, signal });
  }
  for (const name of present.filter((one) => !wanted.includes(one))) {
    const purpose = `remove the domain ${name} from the service ${id}`;
    const path = `${pathOf(id, "custom-domains")}/${encodeURIComponent(name)}`;
    await client.send({ method: "DELETE", path, purpose, signal }).catch((error) => {
      if (!isGone(error)) throw error;
    });
  }
}
