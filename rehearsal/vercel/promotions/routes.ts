import { Hono } from "hono";
import { z } from "zod";
import { aliasesOf } from "../aliases/assign.ts";
import { queryOf } from "../body.ts";
import { type Deployment, findDeployment, isServing } from "../deployments/deployment.ts";
import { pageOf, pageQuery } from "../page.ts";
import { findProject, type Project } from "../projects/project.ts";
import { Refusal } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import { now } from "../state.ts";
import { userId } from "../user.ts";
import type { AliasRequest } from "./alias-request.ts";

const rollbackQuery = z.strictObject({ description: z.string().optional() });
const aliasesQuery = z.strictObject({ ...pageQuery, failedOnly: z.enum(["true", "false"]).optional() });

/** Which deployment a project serves in production: forward, back, and how far that has got. */
export function promotionRoutes({ state, save, promotions }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/:version{v9|v10}/projects/:project/promote/:deployment", async (c) => {
    const project = findProject(state.projects, teamOf(c), c.req.param("project"));
    const to = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    assertCanServe(project, to);
    await request(project, "promote", to, null);
    return c.body(null, 201);
  });

  routes.post("/:version{v1|v9}/projects/:project/rollback/:deployment", async (c) => {
    const { description } = queryOf(c, rollbackQuery);
    const project = findProject(state.projects, teamOf(c), c.req.param("project"));
    const to = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    assertCanServe(project, to);
    if (!to.wasPromoted) {
      throw refused("never_promoted", `The deployment ${to.id} has never served production: promote it instead.`);
    }
    const account = c.get("account");
    const author = { userId: userId(account), username: account.team.slug, createdAt: now(state) };
    await request(project, "rollback", to, description === undefined ? null : { ...author, description });
    return c.body(null, 201);
  });

  routes.get("/v1/projects/:project/promote/aliases", (c) => {
    const query = queryOf(c, aliasesQuery);
    const project = findProject(state.projects, teamOf(c), c.req.param("project"));
    const last = project.lastAliasRequest;
    const to = state.deployments.find(({ id }) => id === last?.toDeploymentId);
    const isFailed = last?.jobStatus === "failed";
    const all = last && to && (isFailed || query.failedOnly !== "true") ? aliasesOf(state, to) : [];
    const { items, pagination } = pageOf(all, query);
    const status = isFailed ? "failed" : last?.jobStatus === "succeeded" ? "completed" : "in-progress";
    return c.json({ aliases: items.map(({ uid, alias }) => ({ id: uid, alias, status })), pagination });
  });

  return routes;

  async function request(
    project: Project,
    type: AliasRequest["type"],
    { id }: Deployment,
    description: Project["rollbackDescription"],
  ): Promise<void> {
    if (project.lastAliasRequest?.jobStatus === "in-progress") {
      throw new Refusal(
        409,
        "alias_request_in_progress",
        "Another promotion or rollback of the project is in progress.",
      );
    }
    project.rollbackDescription = description;
    project.lastAliasRequest = {
      type,
      fromDeploymentId: project.currentDeploymentId,
      toDeploymentId: id,
      requestedAt: now(state),
      jobStatus: "in-progress",
    };
    await save();
    promotions.start(project);
  }
}

/** What is promoted is a production deployment of the project that is ready; others are deployed again for production. */
function assertCanServe({ id }: Project, to: Deployment): void {
  if (to.projectId !== id) throw refused("not_of_project", `The deployment ${to.id} is not of the project.`);
  if (to.target !== "production") {
    throw refused(
      "not_production",
      `The deployment ${to.id} is a preview: deploy it again with the target production.`,
    );
  }
  if (!isServing(to)) throw refused("not_ready", `The deployment ${to.id} is ${to.readyState}, and not READY.`);
}

function refused(code: string, message: string): Refusal {
  return new Refusal(422, code, message);
}
