import { z } from "zod";
import { createOnce } from "../../rest/create-once.ts";
import { isGone } from "../../rest/failure.ts";
import type { Checkpoint } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";
import {
  addEnvironment,
  bodyOf,
  changeEnvironment,
  type EnvironmentState,
  type ProjectInputs,
  type ProjectState,
  removeEnvironment,
} from "./environment.ts";
import { answer, type KnownEnvironments, type Project, pathOf, readEnvironments, readProject } from "./read.ts";

/**
 * Makes a project with its environments.
 *
 * @throws Fault when there is one of that name already, or it can't be made
 */
export async function createProject(
  client: RenderClient,
  signal: AbortSignal,
  { name, environments }: ProjectInputs,
  checkpoint: Checkpoint<ProjectState>,
): Promise<{ id: string; outputs: ProjectState }> {
  const { ownerId } = client;
  const made = await createOnce<Project>({
    exists: `Render has a project "${name}"`,
    find: async (during) => {
      const purpose = `list its projects called "${name}"`;
      const listed = z.array(z.object({ project: answer }));
      const request = { method: "GET", path: "/projects", query: { name, ownerId }, answer: listed, purpose } as const;
      return (await client.send({ ...request, signal: during })).map(({ project }) => project);
    },
    make: () => {
      const body = { name, ownerId, environments: Object.values(environments).map((wanted) => bodyOf(wanted)) };
      const purpose = `create the project "${name}"`;
      return client.send({ method: "POST", path: "/projects", body, answer, purpose, signal });
    },
    isSame: ({ environmentIds }) => environmentIds.length === Object.keys(environments).length,
    signal,
  });
  const { id } = made;
  checkpoint({ id, outputs: { name, environments: expected(environments, {}) } });
  return { id, outputs: { name: made.name, environments: await readEnvironments(client, signal, made, environments) } };
}

/** Changes a project in place: its name, and the environments that are added, changed and gone. */
export async function updateProject(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  { name, environments }: ProjectInputs,
  state: Partial<ProjectState>,
  checkpoint: Checkpoint<ProjectState>,
): Promise<ProjectState> {
  const purpose = `change the project "${name}"`;
  // Of this answer Render promises no more than what was changed.
  const renamed = z.object({ name: z.string() });
  await client.send({ method: "PATCH", path: pathOf(id), body: { name }, answer: renamed, purpose, signal });
  const found = await environmentsOf(client, signal, id, state.environments ?? {});
  const changed: Record<string, EnvironmentState> = {};
  // What is made here must not be made again by the next update, whatever happens in between.
  checkpoint({ id, outputs: { name, environments: expected(environments, found) } });
  for (const [key, wanted] of Object.entries(environments)) {
    const old = found[key];
    changed[key] = old
      ? await changeEnvironment(client, signal, old.id, wanted, old)
      : await addEnvironment(client, signal, id, wanted);
  }
  for (const [key, { id: old }] of Object.entries(found)) {
    if (!(key in environments)) await removeEnvironment(client, signal, old);
  }
  return { name, environments: changed };
}

/** Removes a project with its environments; nothing to do when it is gone already. */
export async function deleteProject(client: RenderClient, signal: AbortSignal, id: string): Promise<void> {
  const purpose = `delete the project ${id}`;
  await client.send({ method: "DELETE", path: pathOf(id), purpose, signal }).catch((error) => {
    if (!isGone(error)) throw error;
  });
}

/** The environments of a project; those are looked up whose ids a creation that was cut off has not seen. */
async function environmentsOf(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  known: ProjectState["environments"],
): Promise<ProjectState["environments"]> {
  const complete = Object.values(known).every((one: { readonly id?: string | undefined }) => one.id !== undefined);
  return complete ? known : ((await readProject(client, signal, id, known))?.environments ?? {});
}

/** What will be there once all is done; environments without an id are found by their name. */
function expected(wanted: ProjectInputs["environments"], found: KnownEnvironments): ProjectState["environments"] {
  const all = Object.entries(wanted).map(([key, one]) => [key, { ...one, id: found[key]?.id }]);
  // An id that is not known yet is looked up before it is needed.
  return { ...found, ...Object.fromEntries(all) } as ProjectState["environments"];
}
