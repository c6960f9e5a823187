import { Hono } from "hono";
import { z } from "zod";
import { assignDomain, unassign } from "../aliases/assign.ts";
import { bodyOf, queryOf } from "../body.ts";
import { newId } from "../ids.ts";
import { pageOf } from "../page.ts";
import { findProject } from "../projects/project.ts";
import { badRequest, Refusal } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import { now } from "../state.ts";
import { filtered, listQuery } from "./list.ts";
import { isOwn } from "./ownership.ts";
import { answerOf, findDomain, type ProjectDomain } from "./project-domain.ts";

const fields = {
  gitBranch: z.string().nullish(),
  redirect: z.string().nullish(),
  redirectStatusCode: z.literal([301, 302, 307, 308]).nullish(),
};
const domainName = z.hostname("must be a domain name").toLowerCase();
const addition = z.strictObject({ name: domainName, ...fields });
const changes = z.strictObject(fields);

/** The domains of projects. */
export function projectDomainRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save } = standIn;
  const routes = new Hono<Authenticated>();

  routes.post("/:version{v9|v10}/projects/:project/domains", async (c) => {
    const { name, ...given } = await bodyOf(c, addition);
    const challenge = `vc-domain-verify=${name},${newId(undefined)}`;
    const verified = await isOwn(standIn, c.get("account"), { name, challenge });
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    assertIsFree(name, id, teamOf(c));
    const createdAt = now(state);
    const made: ProjectDomain = {
      name,
      projectId: id,
      gitBranch: given.gitBranch ?? null,
      redirect: given.redirect ?? null,
      redirectStatusCode: given.redirectStatusCode ?? null,
      verified,
      challenge,
      createdAt,
      updatedAt: createdAt,
    };
    assertRedirects(made);
    state.domains.push(made);
    assignDomain(state, made);
    await save();
    return c.json(answerOf(made));
  });

  routes.get("/:version{v8|v9}/projects/:project/domains", (c) => {
    const query = queryOf(c, listQuery);
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const own = state.domains.filter(({ projectId }) => projectId === id);
    const { items, pagination } = pageOf(filtered(own, query), query);
    return c.json({ domains: items.map(answerOf), pagination });
  });

  routes.get("/:version{v8|v9}/projects/:project/domains/:domain", (c) => {
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    return c.json(answerOf(findDomain(state.domains, id, c.req.param("domain"))));
  });

  routes.patch("/:version{v8|v9}/projects/:project/domains/:domain", async (c) => {
    const given = await bodyOf(c, changes);
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const found = findDomain(state.domains, id, c.req.param("domain"));
    const changed = { ...found, ...Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) };
    assertRedirects(changed);
    Object.assign(found, changed, { updatedAt: now(state) });
    assignDomain(state, found);
    await save();
    return c.json(answerOf(found));
  });

  routes.post("/v9/projects/:project/domains/:domain/verify", async (c) => {
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const found = findDomain(state.domains, id, c.req.param("domain"));
    if (!found.verified && !(await isOwn(standIn, c.get("account"), found))) {
      throw new Refusal(400, "missing_txt_record", `The domain ${found.name} has no TXT record that verifies it yet.`);
    }
    found.verified = true;
    assignDomain(state, found);
    await save();
    return c.json(answerOf(found));
  });

  routes.delete("/:version{v8|v9}/projects/:project/domains/:domain", async (c) => {
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const found = findDomain(state.domains, id, c.req.param("domain"));
    state.domains = state.domains.filter((one) => one !== found);
    unassign(state, found.name);
    await save();
    return c.json({});
  });

  return routes;

  /** A domain belongs to one project; whose it is, another team is not told. */
  function assertIsFree(name: string, projectId: string, teamId: string): void {
    const other = state.domains.find((one) => one.name === name);
    if (!other) return;
    const holder = state.projects.find(({ id }) => id === other.projectId);
    if (holder?.teamId !== teamId)
      throw new Refusal(409, "domain_taken", `The domain ${name} is in use by another team.`);
    const where = holder.id === projectId ? "this project" : `the project "${holder.settings.name}"`;
    throw new Refusal(409, "domain_already_in_use", `The domain ${name} is in use by ${where} already.`, {
      domain: { name, projectId: holder.id },
      projectId: holder.id,
    });
  }
}

/** A status belongs to a redirect, and a redirect leads elsewhere. */
function assertRedirects({ name, redirect, redirectStatusCode }: ProjectDomain): void {
  if (redirect === null && redirectStatusCode !== null) throw badRequest("`redirectStatusCode` needs `redirect`");
  if (redirect === name) throw badRequest("`redirect` must be another domain");
}
