import { projectsFilterProjectEnvs } from "@vercel/sdk/funcs/projectsFilterProjectEnvs.js";
import { z } from "zod";
import type { VercelClient } from "./client.ts";

const variablesSchema = z.object({
  envs: z.array(z.object({ id: z.string(), key: z.string() })),
  // All are listed at once; the client has no way to ask for a second page.
  pagination: z.object({ next: z.null().optional() }).optional(),
});

/**
 * The ids of a project's variables of a name: one may be there for each kind of deployment. None of their values is asked for in plain.
 *
 * @returns none when there is no such project.
 */
export async function findEnvironmentVariableIds(
  client: VercelClient,
  projectId: string,
  key: string,
): Promise<readonly string[]> {
  const what = `the variables of ${projectId}`;
  const answer = await client.valueOf(
    what,
    projectsFilterProjectEnvs(client.core, { ...client.team, idOrName: projectId }),
  );
  if (answer === undefined) return [];
  const found = variablesSchema.safeParse(answer);
  if (!found.success) return client.mismatch(what, found.error);
  return found.data.envs.filter((one) => one.key === key).map(({ id }) => id);
}
