import { z } from "zod";
import type { RenderClient } from "./client.ts";

const customDomainSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  verificationStatus: z.enum(["verified", "unverified"]),
});

/** A custom domain of a Render service. */
export type RenderCustomDomain = z.infer<typeof customDomainSchema>;

/** A custom domain of a service; undefined when it has none of that name. */
export function findCustomDomain(
  client: RenderClient,
  serviceId: string,
  name: string,
): Promise<RenderCustomDomain | undefined> {
  return client.get(pathOf(serviceId, name), customDomainSchema);
}

/** Asks Render to look at the domain's DNS again. It answers at once, and the domain tells later what was found. */
export async function verifyCustomDomain(client: RenderClient, serviceId: string, name: string): Promise<void> {
  await client.post(`${pathOf(serviceId, name)}/verify`, {}, z.unknown());
}

function pathOf(serviceId: string, name: string): string {
  return `/services/${encodeURIComponent(serviceId)}/custom-domains/${encodeURIComponent(name)}`;
}
