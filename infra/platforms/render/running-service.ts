import { z } from "zod";
import type { RenderClient } from "./client.ts";

const serviceSchema = z.object({
  ownerId: z.string(),
  serviceDetails: z.object({ envSpecificDetails: z.object({ preDeployCommand: z.string().optional() }) }),
});
const instancesSchema = z.array(z.object({ id: z.string(), createdAt: z.string() }));

/** What runs for a service, and how its deploys go. */
export interface RunningService {
  /** The workspace by which its logs are asked for. */
  readonly ownerId: string;
  /** Whether a deploy runs a command before it starts the instances. */
  readonly runsPreDeployCommand: boolean;
  /** Those that run now, with when each was made (ISO 8601). */
  readonly instances: readonly { readonly id: string; readonly createdAt: string }[];
}

/**
 * Reads what runs for a service.
 *
 * @returns undefined when there is no such service.
 * @throws Fault when Render can't be asked.
 */
export async function readRunningService(client: RenderClient, id: string): Promise<RunningService | undefined> {
  const path = `/services/${encodeURIComponent(id)}`;
  const [service, instances] = await Promise.all([
    client.get(path, serviceSchema),
    client.get(`${path}/instances`, instancesSchema),
  ]);
  if (!service) return undefined;
  const { preDeployCommand = "" } = service.serviceDetails.envSpecificDetails;
  return {
    ownerId: service.ownerId,
    runsPreDeployCommand: preDeployCommand !== "",
    instances: instances ?? [],
  };
}
