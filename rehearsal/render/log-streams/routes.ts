import type { Context } from "hono";
import { Hono } from "hono";
import { z } from "zod";
import { bodyOf } from "../body.ts";
import { resources } from "../environments/resources.ts";
import { notFound } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { logStream } from "./log-stream.ts";

const override = z.strictObject({
  setting: logStream.shape.setting,
  endpoint: z.string().optional(),
  token: z.string().optional(),
});

/** Where the logs of single resources go. That a resource has no such override is a 404, as at Render. */
export function logStreamRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  const idOf = (c: Context<Authenticated>) => find(c, resources(state), c.req.param("resource") ?? "").id;

  function findStream(c: Context<Authenticated>) {
    const id = idOf(c);
    const found = state.logStreams.find(({ resourceId }) => resourceId === id);
    if (found) return found;
    throw notFound(id);
  }

  routes.get("/logs/streams/resource/:resource", (c) => c.json(findStream(c)));

  routes.put("/logs/streams/resource/:resource", async (c) => {
    const { token: _, ...given } = await bodyOf(c, override);
    const resourceId = idOf(c);
    const set = { resourceId, ...given };
    state.logStreams = [...state.logStreams.filter((one) => one.resourceId !== resourceId), set];
    await save();
    return c.json(set);
  });

  routes.delete("/logs/streams/resource/:resource", async (c) => {
    const found = findStream(c);
    state.logStreams = state.logStreams.filter((one) => one !== found);
    await save();
    return c.body(null, 204);
  });

  return routes;
}
