import { projectsFilterProjectEnvs } from "@vercel/sdk/funcs/projectsFilterProjectEnvs.js";
import { projectsGetProjectEnv } from "@vercel/sdk/funcs/projectsGetProjectEnv.js";
import { z } from "zod";
import { Fault } from "../../fault.ts";
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

const valueSchema = z.object({ value: z.string() });

/**
 * Reads the value of a project's variable.
 *
 * @throws Fault when there isn't exactly one of that name, or Vercel keeps its value to itself.
 */
export async function readEnvironmentVariable(client: VercelClient, projectId: string, key: string): Promise<string> {
  const [id, ...others] = await findEnvironmentVariableIds(client, projectId, key);
  if (id === undefined || others.length > 0) {
    throw new Fault(
      `The project ${projectId} has ${id ? "several variables" : "no variable"} ${key}: bring the environment up again.`,
    );
  }
  const what = `the variable ${key} of ${projectId}`;
  const answer = await client.valueOf(
    what,
    projectsGetProjectEnv(client.core, { ...client.team, idOrName: projectId, id }),
    [],
  );
  const parsed = valueSchema.safeParse(answer);
  return parsed.success ? parsed.data.value : client.mismatch(what, parsed.error);
}
