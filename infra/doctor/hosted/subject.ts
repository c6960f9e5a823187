import type { HostedEnvironment } from "@live-listen/stacks";
import { z } from "zod";
import type { RenderClient } from "../../platforms/render/client.ts";
import type { VercelClient } from "../../platforms/vercel/client.ts";

/** What of a hosted stack's outputs is looked at. */
const outputsSchema = z.object({
  renderOwnerId: z.string(),
  databaseId: z.string(),
  apiServiceId: z.string(),
  vercelProjectId: z.string(),
  /** Left out for a person's own account. */
  vercelTeamId: z.string().optional(),
  dnsKeeper: z.enum(["vercel", "external"]),
  dnsRecordsToMake: z.array(z.object({ name: z.string(), type: z.string(), value: z.string() })),
});

export type HostedOutputs = z.infer<typeof outputsSchema>;

/** What the checks of a hosted environment look at. */
export interface HostedSubject {
  readonly row: HostedEnvironment;
  readonly outputs: HostedOutputs;
  readonly render: RenderClient;
  readonly vercel: VercelClient;
}

/** The outputs of a stack that was brought up; undefined for one that wasn't. */
export function hostedOutputs(outputs: Readonly<Record<string, unknown>>): HostedOutputs | undefined {
  return outputsSchema.safeParse(outputs).data;
}
