import { Hono } from "hono";
import { z } from "zod";
import { bodyOf, queryOf } from "../body.ts";
import { removeUnusedFiles } from "../deployments/retention.ts";
import { addVariables, firstVariableBody } from "../environment-variables/add.ts";
import { pageOf, pageQuery } from "../page.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import { now } from "../state.ts";
import { answerOf } from "./answer.ts";
import { assertNameIsFree, changed } from "./change.ts";
import { newProject } from "./make.ts";
import { findProject } from "./project.ts";
import { retention } from "./retention.ts";
import { changes, settings } from "./settings.ts";

/** What a project may be made with; everything else is a change afterwards. */
const creation = changes
  .pick({
    buildCommand: true,
    commandForIgnoringBuildStep: true,
    devCommand: true,
    enableAffectedProjectsDeployments: true,
    enablePreviewFeedback: true,
    enableProductionFeedback: true,
    framework: true,
    installCommand: true,
    oidcTokenConfig: true,
    outputDirectory: true,
    previewDeploymentSuffix: true,
    previewDeploymentsDisabled: true,
    resourceConfig: true,
    rootDirectory: true,
    ssoProtection: true,
  })
  .extend({ name: settings.name, environmentVariables: z.array(firstVariableBody).optional() });

const list = z.strictObject({ ...pageQuery, search: z.string().optional() });

/** Projects, and how long their deployments stay. With a project goes all that belongs to it. */
export function projectRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save } = standIn;
  const routes = new Hono<Authenticated>();

  routes.post("/:version{v8|v9|v10|v11}/projects", async (c) => {
    const teamId = teamOf(c);
    const { name, environmentVariables = [], ...given } = await bodyOf(c, creation);
    assertNameIsFree(state, teamId, name);
    const made = newProject(state, teamId, name, given);
    addVariables(state, made.id, environmentVariables, { upsert: false });
    state.projects.push(made);
    await save();
    return c.json(answerOf(standIn, made));
  });

  routes.get("/:version{v8|v9|v10}/projects", (c) => {
    const query = queryOf(c, list);
    const own = state.projects.filter(
      ({ teamId, settings }) => teamId === teamOf(c) && settings.name.includes(query.search ?? ""),
    );
    const { items, pagination } = pageOf(own, query);
    return c.json({ projects: items.map((project) => answerOf(standIn, project)), pagination });
  });

  routes.get("/:version{v2|v8|v9|v10}/projects/:project", (c) =>
    c.json(answerOf(standIn, findProject(state.projects, teamOf(c), c.req.param("project")))),
  );

  routes.patch("/:version{v8|v9|v10}/projects/:project", async (c) => {
    const given = await bodyOf(c, changes);
    const found = findProject(state.projects, teamOf(c), c.req.param("project"));
    if (given.name !== undefined) assertNameIsFree(state, found.teamId, given.name, found.id);
    found.settings = changed(found.settings, given);
    found.updatedAt = now(state);
    await save();
    return c.json(answerOf(standIn, found));
  });

  routes.patch("/v9/projects/:project/deployment-expiration", async (c) => {
    const kept = await bodyOf(c, retention);
    const found = findProject(state.projects, teamOf(c), c.req.param("project"));
    found.retention = kept;
    await save();
    return c.json({ deploymentExpiration: found.retention });
  });

  routes.delete("/:version{v8|v9|v10}/projects/:project", async (c) => {
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    state.projects = state.projects.filter((project) => project.id !== id);
    state.variables = state.variables.filter(({ projectId }) => projectId !== id);
    state.domains = state.domains.filter(({ projectId }) => projectId !== id);
    state.aliases = state.aliases.filter(({ projectId }) => projectId !== id);
    state.deployments = state.deployments.filter(({ projectId }) => projectId !== id);
    await save();
    await removeUnusedFiles(standIn, teamOf(c));
    return c.body(null, 204);
  });

  return routes;
}
