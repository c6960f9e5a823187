import type { Deployment } from "../deployments/deployment.ts";
import { newId } from "../ids.ts";
import type { ProjectDomain } from "../project-domains/project-domain.ts";
import { notFound } from "../refusal.ts";
import { now, type State } from "../state.ts";
import type { Alias } from "./alias.ts";

/** Lets a host name lead to a deployment from now on. @returns what it led to before, if anything */
export function assign(state: State, hostname: string, { id, projectId }: Deployment): string | undefined {
  const at = now(state);
  const found = state.aliases.find((one) => one.alias === hostname);
  if (!found) {
    const made = { uid: newId(undefined), alias: hostname, projectId, deploymentId: id, createdAt: at, updatedAt: at };
    state.aliases.push(made);
    return undefined;
  }
  const before = found.deploymentId;
  Object.assign(found, { projectId, deploymentId: id, updatedAt: at });
  return before;
}

/** Forgets where a host name leads. */
export function unassign(state: State, hostname: string): void {
  state.aliases = state.aliases.filter(({ alias }) => alias !== hostname);
}

/**
 * Lets a domain lead to what its project serves in production, or nowhere when it has become one that redirects, is of a
 * branch, or isn't known to be the team's.
 */
export function assignDomain(state: State, domain: ProjectDomain): void {
  const current = isOfProduction(domain) ? currentOf(state, domain.projectId) : undefined;
  if (current) assign(state, domain.name, current);
  else unassign(state, domain.name);
}

/** Whether a domain leads to what is in production. */
export function isOfProduction({ verified, redirect, gitBranch }: ProjectDomain): boolean {
  return verified && redirect === null && gitBranch === null;
}

/** What a project serves in production; undefined when nothing has been promoted yet. */
export function currentOf({ projects, deployments }: State, projectId: string): Deployment | undefined {
  const current = projects.find(({ id }) => id === projectId)?.currentDeploymentId;
  return deployments.find(({ id }) => id === current);
}

/** The aliases of a deployment. */
export function aliasesOf({ aliases }: State, { id }: Deployment): readonly Alias[] {
  return aliases.filter(({ deploymentId }) => deploymentId === id);
}

/**
 * Finds an alias of a team.
 *
 * @param idOrAlias its id or its host name
 * @throws Refusal (404) when the team has none
 */
export function findAlias({ aliases, projects }: State, teamId: string, idOrAlias: string): Alias {
  const own = new Set(projects.filter((project) => project.teamId === teamId).map(({ id }) => id));
  const found = aliases.find(
    ({ uid, alias, projectId }) => own.has(projectId) && (uid === idOrAlias || alias === idOrAlias),
  );
  if (found) return found;
  throw notFound(`The alias ${idOrAlias}`);
}
