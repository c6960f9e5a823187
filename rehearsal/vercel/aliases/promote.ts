import type { Account } from "../account.ts";
import { type Deployment, isServing } from "../deployments/deployment.ts";
import { automaticAlias } from "../deployments/url.ts";
import type { Project } from "../projects/project.ts";
import { now, type State } from "../state.ts";
import { assign, currentOf, isOfProduction } from "./assign.ts";

/**
 * Makes a deployment what its project serves in production: all of the project's production domains lead to it, from one
 * moment to the next.
 */
export function makeCurrent(state: State, accounts: readonly Account[], project: Project, made: Deployment): void {
  project.currentDeploymentId = made.id;
  made.wasPromoted = true;
  for (const hostname of productionNames(state, accounts, project)) assign(state, hostname, made);
}

/** The host names that lead to what a project serves in production. */
export function productionNames(state: State, accounts: readonly Account[], project: Project): readonly string[] {
  const domains = state.domains.filter((domain) => domain.projectId === project.id && isOfProduction(domain));
  const slug = accounts.find(({ team }) => team.id === project.teamId)?.team.slug ?? project.teamId;
  return [automaticAlias(project.settings.name, slug), ...domains.map(({ name }) => name)];
}

/**
 * The last step of a deployment: its aliases. One for production becomes current when the project assigns its domains by
 * itself, unless a later one is current already; otherwise it is staged.
 */
export function assignAliases(state: State, accounts: readonly Account[], made: Deployment): void {
  const project = state.projects.find(({ id }) => id === made.projectId);
  const isWanted = made.autoAssignCustomDomains ?? project?.settings.autoAssignCustomDomains ?? false;
  const current = currentOf(state, made.projectId);
  const isOvertaken = current !== undefined && isServing(current) && current.createdAt > made.createdAt;
  if (project && made.target === "production" && isWanted && !isOvertaken) makeCurrent(state, accounts, project, made);
  made.aliasAssignedAt = now(state);
}
