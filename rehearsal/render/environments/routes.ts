import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { type Authenticated, find, isOwn, type StandIn } from "../stand-in.ts";
import { environmentSettings, firstSettings, newEnvironment } from "./environment.ts";
import { answerOf, assertEmpty, findResources } from "./resources.ts";

const creation = firstSettings.extend({ projectId: z.string() });
const changes = z.strictObject(environmentSettings).partial();
const moving = z.strictObject({ resourceIds: z.array(z.string()) });
const list = z.strictObject({
  ...pageQuery,
  projectId: z.string().transform((text) => text.split(",")),
  name: anyOf,
  ownerId: anyOf,
  environmentId: anyOf,
});
const removal = z.strictObject({ resourceIds: z.string().transform((text) => text.split(",")) });

/** The environments of projects, and what is in them. */
export function environmentRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/environments", async (c) => {
    const { projectId, ...given } = await bodyOf(c, creation);
    const made = newEnvironment(find(c, state.projects, projectId), given);
    state.environments.push(made);
    await save();
    return c.json(answerOf(state, made), 201);
  });

  routes.get("/environments", (c) => {
    const query = queryOf(c, list);
    const own = state.environments.filter(
      (one) =>
        isOwn(c, one) &&
        isAmong(query.projectId, one.projectId) &&
        isAmong(query.ownerId, one.ownerId) &&
        isAmong(query.name, one.name) &&
        isAmong(query.environmentId, one.id),
    );
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ environment: answerOf(state, item), cursor })));
  });

  routes.get("/environments/:environment", (c) =>
    c.json(answerOf(state, find(c, state.environments, c.req.param("environment")))),
  );

  routes.patch("/environments/:environment", async (c) => {
    const given = await bodyOf(c, changes);
    const found = find(c, state.environments, c.req.param("environment"));
    Object.assign(found, given);
    await save();
    return c.json(answerOf(state, found));
  });

  routes.delete("/environments/:environment", async (c) => {
    const found = find(c, state.environments, c.req.param("environment"));
    assertEmpty(state, [found]);
    state.environments = state.environments.filter((one) => one !== found);
    await save();
    return c.body(null, 204);
  });

  routes.post("/environments/:environment/resources", async (c) => {
    const { resourceIds } = await bodyOf(c, moving);
    const found = find(c, state.environments, c.req.param("environment"));
    for (const resource of findResources(state, found, resourceIds)) resource.environmentId = found.id;
    await save();
    return c.json(answerOf(state, found));
  });

  routes.delete("/environments/:environment/resources", async (c) => {
    const { resourceIds } = queryOf(c, removal);
    const found = find(c, state.environments, c.req.param("environment"));
    for (const resource of findResources(state, found, resourceIds)) {
      if (resource.environmentId === found.id) delete resource.environmentId;
    }
    await save();
    return c.body(null, 204);
  });

  return routes;
}
