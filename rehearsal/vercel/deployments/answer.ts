import type { Account } from "../account.ts";
import { aliasesOf, currentOf } from "../aliases/assign.ts";
import type { State } from "../state.ts";
import type { Deployment } from "./deployment.ts";
import { automaticAlias, inspectorUrl } from "./url.ts";

/** Where functions would run; a deployment of files has none. */
const REGION = "iad1";

/** A deployment as it is answered when it is asked for alone. */
export function answerOf(state: State, accounts: readonly Account[], found: Deployment) {
  const { team, project, inspector } = aroundOf(state, accounts, found);
  const alias = aliasesOf(state, found).map((one) => one.alias);
  const automatic = project && team ? automaticAlias(project.settings.name, team.slug) : undefined;
  const { framework, buildCommand, installCommand, outputDirectory } = found.settings;
  return {
    ...stateOf(found),
    id: found.id,
    name: found.name,
    url: found.url,
    projectId: found.projectId,
    ...(project && { project: { id: project.id, name: project.settings.name, framework: project.settings.framework } }),
    ownerId: found.teamId,
    ...(team && { team: { id: team.id, slug: team.slug, name: team.name } }),
    creator: { uid: found.creatorId, ...(team && { username: team.slug }) },
    // A preview is said by saying nothing.
    target: targetOf(found),
    meta: found.meta,
    env: found.env,
    build: { env: found.env },
    alias,
    automaticAliases: alias.filter((name) => name === automatic),
    // A boolean, as the vendor's provider insists on.
    aliasAssigned: found.aliasAssignedAt !== null,
    aliasAssignedAt: found.aliasAssignedAt,
    aliasError: null,
    aliasWarning: null,
    ...(found.autoAssignCustomDomains !== null && { autoAssignCustomDomains: found.autoAssignCustomDomains }),
    bootedAt: found.createdAt,
    buildingAt: found.buildingAt ?? found.createdAt,
    buildSkipped: false,
    createdAt: found.createdAt,
    createdIn: REGION,
    inspectorUrl: inspector,
    isInConcurrentBuildsQueue: false,
    isInSystemBuildsQueue: false,
    status: found.readyState,
    projectSettings: { framework, buildCommand, installCommand, outputDirectory },
    plan: "pro",
    public: false,
    regions: [REGION],
    routes: null,
    type: "LAMBDAS",
    version: 2,
    ...(found.canceledAt !== null && { canceledAt: found.canceledAt }),
    ...(found.expiredAt !== null && { deletedAt: found.expiredAt, softDeletedByRetention: true }),
  };
}

/** A deployment as lists have it. */
export function listedOf(state: State, accounts: readonly Account[], found: Deployment) {
  const { team, inspector } = aroundOf(state, accounts, found);
  return {
    ...stateOf(found),
    uid: found.id,
    name: found.name,
    projectId: found.projectId,
    url: found.url,
    created: found.createdAt,
    createdAt: found.createdAt,
    ...(found.buildingAt !== null && { buildingAt: found.buildingAt }),
    creator: { uid: found.creatorId, ...(team && { username: team.slug }) },
    state: found.expiredAt === null ? found.readyState : "DELETED",
    type: "LAMBDAS",
    target: targetOf(found),
    aliasAssigned: found.aliasAssignedAt,
    aliasError: null,
    inspectorUrl: inspector,
    meta: found.meta,
    isRollbackCandidate: isRollbackCandidate(state, found),
    ...(found.expiredAt !== null && { deleted: found.expiredAt, softDeletedByRetention: true }),
  };
}

/** A deployment as a project tells of it. */
export function asTarget(state: State, accounts: readonly Account[], found: Deployment) {
  const { team } = aroundOf(state, accounts, found);
  const { ready: readyAt, ...rest } = stateOf(found);
  return {
    ...rest,
    ...(readyAt !== undefined && { readyAt }),
    id: found.id,
    alias: aliasesOf(state, found).map(({ alias }) => alias),
    aliasAssigned: found.aliasAssignedAt,
    aliasError: null,
    createdAt: found.createdAt,
    createdIn: REGION,
    creator: null,
    deploymentHostname: found.url,
    meta: found.meta,
    name: found.name,
    plan: "pro",
    private: false,
    target: targetOf(found),
    teamId: team?.id ?? found.teamId,
    type: "LAMBDAS",
    url: found.url,
    userId: found.creatorId,
  };
}

/** Whether a project can go back to a deployment: it has served production, and does so no longer. */
export function isRollbackCandidate(state: State, found: Deployment): boolean {
  return found.wasPromoted && found.expiredAt === null && currentOf(state, found.projectId)?.id !== found.id;
}

function stateOf({ readyState, readyAt, target, wasPromoted, failure }: Deployment) {
  const hasSubstate = readyState === "READY" && target === "production";
  return {
    readyState,
    ...(hasSubstate && { readySubstate: wasPromoted ? "PROMOTED" : "STAGED" }),
    ...(readyAt !== null && { ready: readyAt }),
    ...(failure && { errorCode: failure.code, errorMessage: failure.message }),
  };
}

function targetOf({ target }: Deployment): "production" | null {
  return target === "production" ? "production" : null;
}

function aroundOf({ projects }: State, accounts: readonly Account[], found: Deployment) {
  const team = accounts.find((account) => account.team.id === found.teamId)?.team;
  const project = projects.find(({ id }) => id === found.projectId);
  const inspector = inspectorUrl(team?.slug ?? found.teamId, project?.settings.name ?? found.name, found.id);
  return { team, project, inspector };
}
