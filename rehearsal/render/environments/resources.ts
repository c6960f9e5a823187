import type { Context } from "hono";
import { badRequest, conflict, notFound } from "../refusal.ts";
import { type Authenticated, isOwn } from "../stand-in.ts";
import type { State } from "../state.ts";
import type { Environment } from "./environment.ts";

/** Something that may be in an environment. */
interface Resource {
  readonly id: string;
  readonly ownerId: string;
  environmentId?: string | undefined;
}

/**
 * Finds the resources that ids name.
 *
 * @throws Refusal (404) when one of them is not in the workspace of the environment
 */
export function findResources(state: State, { ownerId }: Environment, ids: readonly string[]): readonly Resource[] {
  return ids.map((id) => {
    const found = resources(state).find((one) => one.id === id && one.ownerId === ownerId);
    if (found) return found;
    throw notFound(id);
  });
}

/**
 * Makes sure that what is to be in an environment can be there.
 *
 * @throws Refusal (400) when the workspace has no such environment
 */
export function assertEnvironment(
  c: Context<Authenticated>,
  state: State,
  ownerId: string,
  environmentId: string | undefined,
): void {
  if (environmentId === undefined) return;
  const found = state.environments.find(({ id }) => id === environmentId);
  if (!found || found.ownerId !== ownerId || !isOwn(c, found)) {
    throw badRequest("`environmentId` is no environment of this workspace");
  }
}

/**
 * Makes sure that nothing is in some environments, since Render deletes only what is empty.
 *
 * @throws Refusal (409) when something is
 */
export function assertEmpty(state: State, environments: readonly Environment[]): void {
  for (const { id, name } of environments) {
    const count = resources(state).filter(({ environmentId }) => environmentId === id).length;
    if (count > 0)
      throw conflict(`The environment "${name}" is not empty: move or delete its ${count} resources first.`);
  }
}

/** An environment as it is answered. */
export function answerOf(state: State, { ownerId: _, ...environment }: Environment) {
  const idsOf = (all: readonly Resource[]) =>
    all.filter(({ environmentId }) => environmentId === environment.id).map(({ id }) => id);
  return {
    ...environment,
    databasesIds: idsOf(state.postgres),
    serviceIds: idsOf(state.services),
    redisIds: [],
    envGroupIds: [],
  };
}

/** All that may be in an environment. */
export function resources({ postgres, services }: State): readonly Resource[] {
  return [...postgres, ...services];
}
