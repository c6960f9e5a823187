import { z } from "zod";

/** A promotion or a rollback of a project, the last one of which is remembered. */
export const aliasRequest = z.object({
  type: z.enum(["promote", "rollback"]),
  fromDeploymentId: z.string().nullable(),
  toDeploymentId: z.string(),
  requestedAt: z.number(),
  jobStatus: z.enum(["in-progress", "succeeded", "failed"]),
});

export type AliasRequest = z.output<typeof aliasRequest>;

/** Why, and by whom, a project was rolled back. */
export const rollbackDescription = z.object({
  userId: z.string(),
  username: z.string(),
  description: z.string(),
  createdAt: z.number(),
});
