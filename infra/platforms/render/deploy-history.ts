import { z } from "zod";
import type { RenderClient } from "./client.ts";
import { deploySchema } from "./deploy.ts";

const pastDeploySchema = deploySchema.extend({
  createdAt: z.iso.datetime({ offset: true }),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  /** When it came to serve, or failed. */
  finishedAt: z.iso.datetime({ offset: true }).optional(),
  trigger: z.string().optional(),
});

/** A deploy with its times, as Render's REST API tells of it (`deploy`). */
export type PastDeploy = z.infer<typeof pastDeploySchema>;

const listSchema = z.array(z.object({ deploy: pastDeploySchema }));

/**
 * The newest deploys of a service with their times, newest first.
 *
 * @returns none when there is no such service.
 * @throws Fault when Render can't be asked.
 */
export async function readDeployHistory(
  client: RenderClient,
  service: string,
  limit: number,
): Promise<readonly PastDeploy[]> {
  const found = await client.get(`/services/${encodeURIComponent(service)}/deploys?limit=${limit}`, listSchema);
  return (found ?? []).map(({ deploy }) => deploy);
}
