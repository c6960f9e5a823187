import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { startDeploy } from "../deploys/start.ts";
import { setEnvVars } from "../env-vars/set.ts";
import { assertEnvironment } from "../environments/resources.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { setSecretFiles } from "../secret-files/set.ts";
import { type Authenticated, assertOwner, find, isOwn, type StandIn } from "../stand-in.ts";
import { answerOf } from "./answer.ts";
import { changes, creation } from "./body.ts";
import { newService, useImage } from "./create.ts";
import { changed } from "./details.ts";
import { removeService } from "./remove.ts";

const list = z.strictObject({
  ...pageQuery,
  name: anyOf,
  type: anyOf,
  ownerId: anyOf,
  environmentId: anyOf,
  region: anyOf,
  env: anyOf,
  suspended: anyOf,
  includePreviews: z.enum(["true", "false"]).optional(),
});

/** Web services, each with what it is made of. */
export function serviceRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save, running, jobs } = standIn;
  const routes = new Hono<Authenticated>();

  routes.post("/services", async (c) => {
    const given = await bodyOf(c, creation);
    assertOwner(c, given.ownerId);
    assertEnvironment(c, state, given.ownerId, given.environmentId);
    const made = newService(state, given);
    setEnvVars(state, made.id, given.envVars);
    setSecretFiles(state, made.id, given.secretFiles ?? []);
    state.services.push(made);
    const { id: deployId } = startDeploy(standIn, made, { trigger: "api" });
    await save();
    return c.json({ service: answerOf(state, made), deployId }, 201);
  });

  // Several may have one name: Render doesn't keep names unique.
  routes.get("/services", (c) => {
    const query = queryOf(c, list);
    const own = state.services.filter(
      (one) =>
        isOwn(c, one) &&
        isAmong(query.ownerId, one.ownerId) &&
        isAmong(query.name, one.name) &&
        isAmong(query.type, "web_service") &&
        isAmong(query.environmentId, one.environmentId) &&
        isAmong(query.region, one.details.region) &&
        isAmong(query.env, "image") &&
        isAmong(query.suspended, one.suspended),
    );
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ service: answerOf(state, item), cursor })));
  });

  routes.get("/services/:service", (c) => c.json(answerOf(state, find(c, state.services, c.req.param("service")))));

  routes.patch("/services/:service", async (c) => {
    const { image, serviceDetails, ...given } = await bodyOf(c, changes);
    const found = find(c, state.services, c.req.param("service"));
    if (image) useImage(state, found, image);
    found.name = given.name ?? found.name;
    found.rootDir = given.rootDir ?? found.rootDir;
    found.autoDeploy = given.autoDeploy ?? found.autoDeploy;
    found.details = changed(found.details, serviceDetails ?? {});
    found.updatedAt = new Date().toISOString();
    running?.of(found).route();
    await save();
    return c.json(answerOf(state, found));
  });

  routes.delete("/services/:service", async (c) => {
    const found = find(c, state.services, c.req.param("service"));
    jobs?.remove(found.id);
    removeService(state, found.id);
    running?.remove(found);
    await save();
    return c.body(null, 204);
  });

  return routes;
}
