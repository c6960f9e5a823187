import { Hono } from "hono";
import { z } from "zod";
import { bodyOf, queryOf } from "../body.ts";
import { pageOf, pageQuery } from "../page.ts";
import { findProject } from "../projects/project.ts";
import { badRequest, notFound } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import { now } from "../state.ts";
import { answerOf, listedOf } from "./answer.ts";
import { deploymentBody, deploymentQuery } from "./body.ts";
import { createDeployment } from "./create.ts";
import { findDeployment, hasEnded } from "./deployment.ts";
import { eventsOf } from "./events.ts";
import { fileTreeOf } from "./file-tree.ts";
import { filtered, listQueryOf } from "./list.ts";
import { removeUnusedFiles } from "./retention.ts";

const eventsQuery = z.looseObject({
  direction: z.enum(["forward", "backward"]).default("forward"),
  limit: z.coerce.number().int().default(-1),
  since: pageQuery.since,
  until: pageQuery.until,
});
const deletionQuery = z.strictObject({ url: z.string().optional() });

/** Deployments: made of files, told, listed, canceled and deleted. */
export function deploymentRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save, accounts } = standIn;
  const routes = new Hono<Authenticated>();

  routes.on("POST", ["/:version{v12|v13}/deployments", "/:version{v12|v13}/now/deployments"], async (c) => {
    const { skipAutoDetectionConfirmation } = queryOf(c, deploymentQuery);
    const body = await bodyOf(c, deploymentBody);
    const made = await createDeployment(standIn, c.get("account"), body, skipAutoDetectionConfirmation === "1");
    return c.json(answerOf(state, accounts, made));
  });

  routes.get("/:version{v6|v7}/deployments", (c) => {
    const query = listQueryOf(c.req.query());
    if (query.projectId !== undefined) findProject(state.projects, teamOf(c), query.projectId);
    const { items, pagination } = pageOf(filtered(state, teamOf(c), query), query);
    return c.json({ deployments: items.map((one) => listedOf(state, accounts, one)), pagination });
  });

  routes.get("/v13/deployments/:deployment", (c) => {
    const asked = c.req.param("deployment");
    // What a host name leads to is found by it, too.
    const id = state.aliases.find(({ alias }) => alias === asked)?.deploymentId ?? asked;
    return c.json(answerOf(state, accounts, findDeployment(state.deployments, teamOf(c), id)));
  });

  routes.patch("/v12/deployments/:deployment/cancel", async (c) => {
    const found = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    if (hasEnded(found) || found.readyState === "READY") {
      throw badRequest(`the deployment is ${found.readyState} and can't be canceled any more`);
    }
    Object.assign(found, { readyState: "CANCELED", canceledAt: now(state) });
    await save();
    return c.json(answerOf(state, accounts, found));
  });

  routes.delete("/v13/deployments/:deployment", async (c) => {
    const { url } = queryOf(c, deletionQuery);
    const found = findDeployment(state.deployments, teamOf(c), url ?? c.req.param("deployment"));
    state.deployments = state.deployments.filter((one) => one !== found);
    state.aliases = state.aliases.filter(({ deploymentId }) => deploymentId !== found.id);
    for (const project of state.projects) {
      if (project.currentDeploymentId === found.id) project.currentDeploymentId = null;
    }
    await save();
    await removeUnusedFiles(standIn, found.teamId);
    return c.json({ uid: found.id, state: "DELETED" });
  });

  routes.get("/:version{v2|v3}/deployments/:deployment/events", (c) => {
    const {
      direction,
      limit,
      since = Number.NEGATIVE_INFINITY,
      until = Number.POSITIVE_INFINITY,
    } = queryOf(c, eventsQuery);
    const found = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    const all = eventsOf(found).filter(({ created }) => created >= since && created <= until);
    const ordered = direction === "forward" ? all : all.reverse();
    return c.json(limit < 0 ? ordered : ordered.slice(0, limit));
  });

  routes.get("/v6/deployments/:deployment/files", (c) => {
    const { files } = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    return c.json(fileTreeOf(files));
  });

  routes.get("/:version{v7|v8}/deployments/:deployment/files/:file", async (c) => {
    const { files, teamId } = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    const asked = c.req.param("file");
    const isOwn = files.some(({ sha }) => sha === asked);
    const content = isOwn ? await standIn.files.read(teamId, asked) : undefined;
    if (!content) throw notFound(`The file ${asked}`);
    return c.json({ data: content.toString("base64") });
  });

  return routes;
}
