import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { imageReference } from "../image.ts";
import { notServed } from "../not-served.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { badRequest, notFound } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { answerOf } from "./answer.ts";
import type { Deploy } from "./deploy.ts";
import { assertSameRepository, startDeploy } from "./start.ts";

const creation = z.strictObject({
  clearCache: z.enum(["clear", "do_not_clear"]).optional(),
  imageUrl: imageReference.optional(),
  commitId: notServed,
});
const rollback = z.strictObject({ deployId: z.string() });
const list = z.strictObject({ ...pageQuery, status: anyOf });

/** The deploys of services, newest first. */
export function deployRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  function findDeploy(service: string, id: string): Deploy {
    const found = state.deploys.find((one) => one.serviceId === service && one.id === id);
    if (found) return found;
    throw notFound(id);
  }

  routes.post("/services/:service/deploys", async (c) => {
    const { imageUrl } = await bodyOf(c, creation);
    const service = find(c, state.services, c.req.param("service"));
    if (imageUrl !== undefined) assertSameRepository(service, imageUrl);
    const made = startDeploy(state, service, "api", imageUrl);
    await save();
    return c.json(answerOf(made), 201);
  });

  routes.get("/services/:service/deploys", (c) => {
    const query = queryOf(c, list);
    const { id } = find(c, state.services, c.req.param("service"));
    const own = state.deploys.filter(({ serviceId, status }) => serviceId === id && isAmong(query.status, status));
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ deploy: answerOf(item), cursor })));
  });

  routes.get("/services/:service/deploys/:deploy", (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    return c.json(answerOf(findDeploy(id, c.req.param("deploy"))));
  });

  routes.post("/services/:service/deploys/:deploy/cancel", (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    const { status } = findDeploy(id, c.req.param("deploy"));
    throw badRequest(`the deploy is ${status}, and only one under way can be canceled`);
  });

  routes.post("/services/:service/rollback", async (c) => {
    const { deployId } = await bodyOf(c, rollback);
    const service = find(c, state.services, c.req.param("service"));
    const made = startDeploy(state, service, "rollback", findDeploy(service.id, deployId).image);
    await save();
    return c.json(answerOf(made), 201);
  });

  return routes;
}
