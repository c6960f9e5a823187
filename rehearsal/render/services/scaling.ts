import { Hono } from "hono";
import { bodyOf } from "../body.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { autoscaling, scaling } from "./details.ts";

/** How many instances a service has. */
export function scalingRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/services/:service/scale", async (c) => {
    const { numInstances } = await bodyOf(c, scaling);
    find(c, state.services, c.req.param("service")).details.numInstances = numInstances;
    await save();
    return c.body(null, 202);
  });

  routes.put("/services/:service/autoscaling", async (c) => {
    const given = await bodyOf(c, autoscaling);
    find(c, state.services, c.req.param("service")).details.autoscaling = given;
    await save();
    return c.json(given);
  });

  routes.delete("/services/:service/autoscaling", async (c) => {
    delete find(c, state.services, c.req.param("service")).details.autoscaling;
    await save();
    return c.body(null, 204);
  });

  return routes;
}
