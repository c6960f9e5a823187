import { z } from "zod";

/** A host name that leads to a deployment, as it is remembered. A deployment's own is none. */
export const alias = z.object({
  uid: z.string(),
  /** The host name. */
  alias: z.string(),
  projectId: z.string(),
  deploymentId: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

export type Alias = z.output<typeof alias>;
