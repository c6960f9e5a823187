import { projectsGetProject } from "@vercel/sdk/funcs/projectsGetProject.js";
import type { VercelClient } from "./client.ts";

/** The id of the project that bears a name, which one of a team does; undefined when none does. */
export async function findProjectId(client: VercelClient, name: string): Promise<string | undefined> {
  const asked = projectsGetProject(client.core, { ...client.team, idOrName: name });
  return (await client.valueOf(`the project ${name}`, asked))?.id;
}
