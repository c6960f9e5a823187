import type { Inputs, Outputs } from "@live-listen/property-tables";
import type { project } from "@pulumi/render/tables";
import { z } from "zod";
import { isGone } from "../../rest/failure.ts";
import { ipAllowList } from "../allow-list.ts";
import type { RenderClient } from "../client.ts";

/** A project as a program asks for it. */
export type ProjectInputs = Inputs<typeof project.properties>;

/** A project as it is. */
export type ProjectState = Outputs<typeof project.properties>;

/** An environment as a program asks for it. */
export type EnvironmentInputs = ProjectInputs["environments"][string];

/** An environment as it is. */
export type EnvironmentState = ProjectState["environments"][string];

/** What Render answers about an environment. */
export const environment = z.object({
  id: z.string(),
  name: z.string(),
  protectedStatus: z.enum(["protected", "unprotected"]),
  networkIsolationEnabled: z.boolean(),
  ipAllowList: ipAllowList.optional(),
});

type Environment = z.output<typeof environment>;

/** Everybody may connect: what Render does when it is told nothing. */
const EVERYWHERE = [{ cidrBlock: "0.0.0.0/0", description: "everywhere" }];

/** An environment as Render takes it; without an allow list it keeps its own. */
export function bodyOf(
  wanted: EnvironmentInputs,
  found?: Partial<EnvironmentState>,
): Readonly<Record<string, unknown>> {
  return {
    name: wanted.name,
    protectedStatus: wanted.protectedStatus,
    networkIsolationEnabled: wanted.networkIsolated ?? false,
    ipAllowList: wanted.ipAllowLists ?? (found?.ipAllowLists && EVERYWHERE),
  };
}

/** The state of an environment; its allow list only when the program speaks of one, since there always is one. */
export function stateOf(found: Environment, known: { readonly ipAllowLists?: unknown } | undefined): EnvironmentState {
  return {
    id: found.id,
    name: found.name,
    protectedStatus: found.protectedStatus,
    networkIsolated: found.networkIsolationEnabled,
    ...(known?.ipAllowLists !== undefined && { ipAllowLists: found.ipAllowList ?? [] }),
  };
}

/** Asks for one environment. */
export function readEnvironment(client: RenderClient, signal: AbortSignal, id: string): Promise<Environment> {
  const purpose = `show the environment ${id}`;
  return client.send({ method: "GET", path: pathOf(id), answer: environment, purpose, signal });
}

/** Adds an environment to a project. */
export async function addEnvironment(
  client: RenderClient,
  signal: AbortSignal,
  projectId: string,
  wanted: EnvironmentInputs,
): Promise<EnvironmentState> {
  const purpose = `create the environment "${wanted.name}"`;
  const body = { ...bodyOf(wanted), projectId };
  return stateOf(
    await client.send({ method: "POST", path: "/environments", body, answer: environment, purpose, signal }),
    wanted,
  );
}

/** Changes an environment. */
export async function changeEnvironment(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  wanted: EnvironmentInputs,
  found: Partial<EnvironmentState>,
): Promise<EnvironmentState> {
  const purpose = `change the environment "${wanted.name}"`;
  const body = bodyOf(wanted, found);
  return stateOf(
    await client.send({ method: "PATCH", path: pathOf(id), body, answer: environment, purpose, signal }),
    wanted,
  );
}

/** Removes an environment; nothing to do when it is gone already. */
export async function removeEnvironment(client: RenderClient, signal: AbortSignal, id: string): Promise<void> {
  const purpose = `delete the environment ${id}`;
  await client.send({ method: "DELETE", path: pathOf(id), purpose, signal }).catch((error) => {
    if (!isGone(error)) throw error;
  });
}

function pathOf(id: string): string {
  return `/environments/${encodeURIComponent(id)}`;
}
