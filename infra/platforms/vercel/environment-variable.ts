import { projectsFilterProjectEnvs } from "@vercel/sdk/funcs/projectsFilterProjectEnvs.js";
import { z } from "zod";
import type { VercelClient } from "./client.ts";

const variablesSchema = z.object({ envs: z.array(z.object({ id: z.string(), key: z.string() })) });

/** The ids of a project's variables of a name: one may be there for each kind of deployment. None of their values is asked for. */
export async function findEnvironmentVariableIds(
  client: VercelClient,
  projectId: string,
  key: string,
): Promise<readonly string[]> {
  const asked = projectsFilterProjectEnvs(client.core, { ...client.team, idOrName: projectId });
  const found = variablesSchema.safeParse(await client.valueOf(`the variables of ${projectId}`, asked));
  return (found.data?.envs ?? []).filter((one) => one.key === key).map(({ id }) => id);
}
