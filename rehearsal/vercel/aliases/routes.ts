import { Hono } from "hono";
import { z } from "zod";
import { type Account, zoneOf } from "../account.ts";
import { bodyOf, queryOf } from "../body.ts";
import { findDeployment, isServing } from "../deployments/deployment.ts";
import { isGenerated } from "../deployments/url.ts";
import { pageOf, pageQuery } from "../page.ts";
import { badRequest, Refusal } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import type { Alias } from "./alias.ts";
import { aliasesOf, assign, findAlias, unassign } from "./assign.ts";

const assignment = z.strictObject({
  alias: z.hostname("must be a host name").toLowerCase(),
  redirect: z.null("must be null: domains that redirect are domains of a project").optional(),
});
const list = z.strictObject({
  ...pageQuery,
  projectId: z.string().optional(),
  domain: z.string().optional(),
  rollbackDeploymentId: z.string().optional(),
});

/** Host names that lead to deployments, beside the deployments' own. */
export function aliasRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save } = standIn;
  const routes = new Hono<Authenticated>();

  routes.get("/v4/aliases", (c) => {
    const { projectId, domain, ...page } = queryOf(c, list);
    const projects = state.projects.filter(({ teamId }) => teamId === teamOf(c)).map(({ id }) => id);
    const own = state.aliases.filter(
      (one) =>
        projects.includes(one.projectId) &&
        (projectId === undefined || one.projectId === projectId) &&
        (domain === undefined || domain.split(",").includes(one.alias)),
    );
    const { items, pagination } = pageOf(own, page);
    return c.json({ aliases: items.map(answerOf), pagination });
  });

  routes.get("/v4/aliases/:alias", (c) => c.json(answerOf(findAlias(state, teamOf(c), c.req.param("alias")))));

  routes.delete("/v2/aliases/:alias", async (c) => {
    unassign(state, findAlias(state, teamOf(c), c.req.param("alias")).alias);
    await save();
    return c.json({ status: "SUCCESS" });
  });

  routes.get("/v2/deployments/:deployment/aliases", (c) => {
    const found = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    const aliases = aliasesOf(state, found).map(({ uid, alias, createdAt }) => ({
      uid,
      alias,
      created: new Date(createdAt).toISOString(),
      redirect: null,
    }));
    return c.json({ aliases });
  });

  routes.post("/v2/deployments/:deployment/aliases", async (c) => {
    const { alias } = await bodyOf(c, assignment);
    const found = findDeployment(state.deployments, teamOf(c), c.req.param("deployment"));
    if (!isServing(found)) throw badRequest(`the deployment is ${found.readyState}, and not READY`);
    assertMayHave(c.get("account"), alias);
    const oldDeploymentId = assign(state, alias, found);
    await save();
    const { uid, updatedAt } = findAlias(state, teamOf(c), alias);
    const created = new Date(updatedAt).toISOString();
    return c.json({ uid, alias, created, ...(oldDeploymentId !== undefined && { oldDeploymentId }) });
  });

  return routes;

  /** A name under vercel.app is of whoever has it first; any other has to be in the team's zones, or a domain of its projects. */
  function assertMayHave(account: Account, hostname: string): void {
    const teamOfProject = new Map(state.projects.map(({ id, teamId }) => [id, teamId]));
    const isOfAnother = (projectId: string | undefined) =>
      projectId !== undefined && teamOfProject.get(projectId) !== account.team.id;
    if (isOfAnother(state.aliases.find(({ alias }) => alias === hostname)?.projectId)) {
      throw new Refusal(403, "alias_in_use", `The alias ${hostname} is in use by another team.`);
    }
    if (state.deployments.some(({ url }) => url === hostname)) {
      throw new Refusal(409, "alias_in_use", `The host name ${hostname} is a deployment's own.`);
    }
    if (isGenerated(hostname) || zoneOf(account, hostname) !== undefined) return;
    const domain = state.domains.find(({ name, verified }) => name === hostname && verified);
    if (!domain || isOfAnother(domain.projectId)) {
      throw new Refusal(403, "forbidden", `The team does not have the domain ${hostname}.`);
    }
  }
}

function answerOf({ uid, alias, projectId, deploymentId, createdAt, updatedAt }: Alias) {
  return {
    uid,
    alias,
    projectId,
    deploymentId,
    deployment: { id: deploymentId },
    created: new Date(createdAt).toISOString(),
    createdAt,
    updatedAt,
    redirect: null,
    redirectStatusCode: null,
  };
}
