import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { imageReference } from "../image.ts";
import { notServed } from "../not-served.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { isWithin, periodQuery } from "../period.ts";
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
const { startedBefore: _, startedAfter: __, ...periods } = periodQuery;
const list = z.strictObject({ ...pageQuery, ...periods, status: anyOf });

/** The deploys of services, newest first. */
export function deployRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save, running } = standIn;
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
    const answer = answerOf(startDeploy(standIn, service, { trigger: "api", image: imageUrl }));
    await save();
    return c.json(answer, 201);
  });

  routes.get("/services/:service/deploys", (c) => {
    const query = queryOf(c, list);
    const { id } = find(c, state.services, c.req.param("service"));
    const own = state.deploys.filter(
      (one) => one.serviceId === id && isAmong(query.status, one.status) && isWithin(one, query),
    );
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ deploy: answerOf(item), cursor })));
  });

  routes.get("/services/:service/deploys/:deploy", (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    return c.json(answerOf(findDeploy(id, c.req.param("deploy"))));
  });

  routes.post("/services/:service/deploys/:deploy/cancel", async (c) => {
    const service = find(c, state.services, c.req.param("service"));
    const found = findDeploy(service.id, c.req.param("deploy"));
    if (!running?.of(service).cancel(found)) {
      throw badRequest(`the deploy is ${found.status}, and only one under way can be canceled`);
    }
    await save();
    return c.json(answerOf(found));
  });

  routes.post("/services/:service/rollback", async (c) => {
    const { deployId } = await bodyOf(c, rollback);
    const service = find(c, state.services, c.req.param("service"));
    const { status, image, sha } = findDeploy(service.id, deployId);
    if (status !== "live" && status !== "deactivated") throw badRequest(`the deploy is ${status}, and never served`);
    const answer = answerOf(startDeploy(standIn, service, { trigger: "rollback", image, sha }));
    await save();
    return c.json(answer, 201);
  });

  return routes;
}
