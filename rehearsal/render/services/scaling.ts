import { Hono } from "hono";
import { bodyOf } from "../body.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { autoscaling, scaling } from "./details.ts";

/** How many instances a service has. */
export function scalingRoutes({ state, save, running }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/services/:service/scale", async (c) => {
    const { numInstances } = await bodyOf(c, scaling);
    const found = find(c, state.services, c.req.param("service"));
    found.details.numInstances = numInstances;
    running?.of(found).scale();
    await save();
    return c.body(null, 202);
  });

  routes.put("/services/:service/autoscaling", async (c) => {
    const given = await bodyOf(c, autoscaling);
    const found = find(c, state.services, c.req.param("service"));
    found.details.autoscaling = given;
    running?.of(found).scale();
    await save();
    return c.json(given);
  });

  routes.delete("/services/:service/autoscaling", async (c) => {
    const found = find(c, state.services, c.req.param("service"));
    delete found.details.autoscaling;
    running?.of(found).scale();
    await save();
    return c.body(null, 204);
  });

  return routes;
}
