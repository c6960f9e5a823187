import { deploymentsGetDeployments } from "@vercel/sdk/funcs/deploymentsGetDeployments.js";
import { z } from "zod";
import type { VercelClient } from "./client.ts";

const milliseconds = z.number();

const listedSchema = z.object({
  uid: z.string(),
  url: z.string(),
  readyState: z.string(),
  /** Of one that is ready, whether it was ever served under the project's domains: `STAGED` never was. */
  readySubstate: z.string().optional(),
  createdAt: milliseconds,
  buildingAt: milliseconds.optional(),
  ready: milliseconds.optional(),
  /** When its domains came to lead to it; true where Vercel no longer knows. */
  aliasAssigned: z.union([milliseconds, z.boolean()]).nullish(),
  aliasError: z.object({ message: z.string() }).nullish(),
  errorMessage: z.string().nullish(),
  meta: z.record(z.string(), z.string()).optional(),
});

/** A deployment, as a list of Vercel's tells of it. Times are milliseconds since 1970. */
export type ListedDeployment = z.infer<typeof listedSchema>;

const listSchema = z.object({ deployments: z.array(listedSchema) });

/**
 * The newest production deployments of a project, newest first.
 *
 * @returns none when there is no such project.
 * @throws Fault when Vercel can't be asked.
 */
export async function readDeployments(
  client: VercelClient,
  projectId: string,
  limit: number,
): Promise<readonly ListedDeployment[]> {
  const what = `the deployments of ${projectId}`;
  const asked = deploymentsGetDeployments(client.core, { ...client.team, projectId, target: "production", limit });
  const answer = await client.valueOf(what, asked);
  if (answer === undefined) return [];
  const parsed = listSchema.safeParse(answer);
  if (!parsed.success) return client.mismatch(what, parsed.error);
  return parsed.data.deployments.toSorted((one, other) => other.createdAt - one.createdAt);
}
