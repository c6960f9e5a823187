import { check } from "../../http/check.ts";
import type { Account } from "../account.ts";
import { newId } from "../ids.ts";
import { newProject } from "../projects/make.ts";
import { findProject, type Project } from "../projects/project.ts";
import { settings as projectSettings } from "../projects/settings.ts";
import { badRequest, Refusal } from "../refusal.ts";
import { buildAskedFor } from "../serving/site.ts";
import type { StandIn } from "../stand-in.ts";
import { now } from "../state.ts";
import { userId } from "../user.ts";
import type { DeploymentBody } from "./body.ts";
import { type BuildSettings, type DeployedFile, type Deployment, findDeployment } from "./deployment.ts";
import { newDeploymentUrl } from "./url.ts";

const projectName = projectSettings.name;

/**
 * Makes a deployment and lets it begin. Every request makes a new one, also of the same files. It has the variables that
 * the project has at this moment.
 *
 * @param isGuessAllowed whether a new project may go without settings
 * @throws Refusal when files are missing, a build is asked for, or the project isn't there
 */
export async function createDeployment(
  standIn: StandIn,
  account: Account,
  body: DeploymentBody,
  isGuessAllowed: boolean,
): Promise<Deployment> {
  const { state, progress, save } = standIn;
  const teamId = account.team.id;
  const origin =
    body.deploymentId === undefined ? undefined : findDeployment(state.deployments, teamId, body.deploymentId);
  if (!origin && !body.files) throw badRequest("`files` is missing");
  if (origin && body.files) throw badRequest("`files` and `deploymentId` exclude each other");
  const settingsBefore = existingProject(standIn, teamId, body)?.settings;
  if (!settingsBefore && body.projectSettings === undefined && !isGuessAllowed) {
    throw new Refusal(400, "missing_project_settings", "A new project needs `projectSettings`.", {
      framework: {},
      projectSettings: {},
    });
  }
  const settings = origin?.settings ?? settingsOf(settingsBefore, body.projectSettings);
  const reason = buildAskedFor(settings);
  if (reason !== undefined) throw new Refusal(400, "bad_request", reason);
  const files = origin?.files ?? (await takeFiles(standIn, teamId, body.files ?? []));
  // Only now, since the state may have changed while files were looked for.
  let project = existingProject(standIn, teamId, body);
  if (!project) {
    project = newProject(state, teamId, check(body.name, projectName, "`name`", badRequest), {});
    state.projects.push(project);
  }
  const target = body.target ?? "preview";
  const createdAt = now(state);
  const made: Deployment = {
    id: newId("dpl"),
    projectId: project.id,
    teamId,
    creatorId: userId(account),
    name: project.settings.name,
    url: newDeploymentUrl(project.settings.name, account.team.slug),
    target,
    meta: { ...origin?.meta, ...body.meta },
    files,
    env: envOf(standIn, project, target),
    settings,
    autoAssignCustomDomains: body.autoAssignCustomDomains ?? null,
    readyState: "QUEUED",
    wasPromoted: false,
    failure: null,
    createdAt,
    buildingAt: null,
    readyAt: null,
    canceledAt: null,
    aliasAssignedAt: null,
    expiredAt: null,
    log: [],
  };
  state.deployments.push(made);
  await save();
  progress.start(made);
  return made;
}

function existingProject({ state }: StandIn, teamId: string, { project, name }: DeploymentBody): Project | undefined {
  if (project !== undefined) return findProject(state.projects, teamId, project);
  return state.projects.find((one) => one.teamId === teamId && one.settings.name === name);
}

function settingsOf(
  project: Project["settings"] | undefined,
  given: DeploymentBody["projectSettings"] = {},
): BuildSettings {
  const one = (name: keyof BuildSettings) => (given[name] === undefined ? project?.[name] : given[name]) ?? null;
  return {
    framework: one("framework"),
    buildCommand: one("buildCommand"),
    installCommand: one("installCommand"),
    outputDirectory: one("outputDirectory"),
    rootDirectory: one("rootDirectory"),
  };
}

/** Files that are in the request are stored; of the others all have to be there already. */
async function takeFiles(
  { files: store }: StandIn,
  teamId: string,
  given: NonNullable<DeploymentBody["files"]>,
): Promise<DeployedFile[]> {
  if (new Set(given.map(({ file }) => file)).size < given.length) throw badRequest("`files` has a path twice");
  const taken: DeployedFile[] = [];
  const missing = new Set<string>();
  for (const one of given) {
    if ("data" in one) {
      const content = Buffer.from(one.data, one.encoding === "base64" ? "base64" : "utf8");
      taken.push({ file: one.file, ...(await store.receive(teamId, [content])) });
      continue;
    }
    const size = await store.claim(teamId, one.sha);
    if (size === undefined) missing.add(one.sha);
    else taken.push({ file: one.file, sha: one.sha, size });
  }
  if (missing.size === 0) return taken;
  throw new Refusal(400, "missing_files", "Missing files", {
    missing: [...missing],
  });
}

function envOf({ state }: StandIn, { id }: Project, target: Deployment["target"]): string[] {
  return state.variables
    .filter((variable) => variable.projectId === id && variable.target.includes(target))
    .map(({ key }) => key);
}
