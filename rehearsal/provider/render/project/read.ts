import { z } from "zod";
import { isGone } from "../../rest/failure.ts";
import type { RenderClient } from "../client.ts";
import { type EnvironmentState, type ProjectState, readEnvironment, stateOf } from "./environment.ts";

/** What Render answers about a project. */
export const answer = z.object({ id: z.string(), name: z.string(), environmentIds: z.array(z.string()) });

export type Project = z.output<typeof answer>;

/** What is known of a project's environments, by the keys that the program has chosen. */
export type KnownEnvironments = Readonly<
  Record<string, { readonly id?: string | undefined; readonly name?: string; readonly ipAllowLists?: unknown }>
>;

/** Looks at a project; undefined when it, or an environment of it, is gone. */
export async function readProject(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  known: KnownEnvironments,
): Promise<ProjectState | undefined> {
  const purpose = `show the project ${id}`;
  try {
    const found = await client.send({ method: "GET", path: pathOf(id), answer, purpose, signal });
    return { name: found.name, environments: await readEnvironments(client, signal, found, known) };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/**
 * The environments of a project by the program's keys: one that has no id yet is known by its name, and one that the
 * program doesn't know gets its name for a key.
 */
export async function readEnvironments(
  client: RenderClient,
  signal: AbortSignal,
  { environmentIds }: Project,
  known: KnownEnvironments,
): Promise<ProjectState["environments"]> {
  const environments: Record<string, EnvironmentState> = {};
  for (const id of environmentIds) {
    const found = await readEnvironment(client, signal, id);
    const all = Object.entries(known);
    const [key] = all.find(([, one]) => one.id === id) ??
      all.find(([, one]) => one.id === undefined && one.name === found.name) ?? [found.name];
    environments[key] = stateOf(found, known[key]);
  }
  return environments;
}

/** Where a project is in Render's API. */
export function pathOf(id: string): string {
  return `/projects/${encodeURIComponent(id)}`;
}
