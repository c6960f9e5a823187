import { projectsGetProject } from "@vercel/sdk/funcs/projectsGetProject.js";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import type { VercelClient } from "./client.ts";

/** The id of the project that bears a name, which one of a team does; undefined when none does. */
export async function findProjectId(client: VercelClient, name: string): Promise<string | undefined> {
  const asked = projectsGetProject(client.core, { ...client.team, idOrName: name });
  return (await client.valueOf(`the project ${name}`, asked))?.id;
}

const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  autoAssignCustomDomains: z.boolean().optional(),
  lastAliasRequest: z.object({ toDeploymentId: z.string(), jobStatus: z.string() }).nullish(),
  targets: z
    .object({ production: z.object({ id: z.string(), meta: z.record(z.string(), z.string()).optional() }).nullish() })
    .nullish(),
});

/** A project, and the deployment that its domains lead to; undefined when there is none yet. */
export interface ProjectInService {
  readonly id: string;
  readonly name: string;
  readonly production: { readonly id: string; readonly meta: Readonly<Record<string, string>> } | undefined;
  /** Whether its domains go to each new production deployment by themselves. */
  readonly assignsDomains: boolean;
  /** The last promotion or rollback, under way or done. */
  readonly lastAliasRequest: { readonly toDeploymentId: string; readonly jobStatus: string } | undefined;
}

/**
 * Reads a project with what it serves.
 *
 * @throws Fault when there is none of this id.
 */
export async function readProject(client: VercelClient, id: string): Promise<ProjectInService> {
  const what = `the project ${id}`;
  const answer = await client.valueOf(what, projectsGetProject(client.core, { ...client.team, idOrName: id }));
  if (!answer) throw new Fault(`Vercel has no project ${id} that this token reaches: bring the environment up again.`);
  const parsed = projectSchema.safeParse(answer);
  if (!parsed.success) return client.mismatch(what, parsed.error);
  const { name, targets, autoAssignCustomDomains, lastAliasRequest } = parsed.data;
  const serving = targets?.production;
  return {
    id: parsed.data.id,
    name,
    production: serving ? { id: serving.id, meta: serving.meta ?? {} } : undefined,
    // Vercel's own default.
    assignsDomains: autoAssignCustomDomains ?? true,
    lastAliasRequest: lastAliasRequest ?? undefined,
  };
}
