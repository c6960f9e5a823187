import { z } from "zod";
import type { RenderClient } from "./client.ts";

/** As many as a page holds; a service of ours has a dozen. */
const PAGE = 100;

const listSchema = z.array(z.object({ envVar: z.object({ key: z.string(), value: z.string() }) })).max(PAGE - 1);

/**
 * The variables of a service, with their values: most of them are secret.
 *
 * @throws Fault when there is no such service, or it has more than a page of them.
 */
export async function readEnvVars(client: RenderClient, service: string): Promise<Readonly<Record<string, string>>> {
  const path = `/services/${encodeURIComponent(service)}/env-vars?limit=${PAGE}`;
  const found = (await client.get(path, listSchema)) ?? [];
  return Object.fromEntries(found.map(({ envVar: { key, value } }) => [key, value]));
}
