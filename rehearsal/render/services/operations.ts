import { Hono } from "hono";
import { startDeploy } from "../deploys/start.ts";
import { deactivate } from "../deploys/status.ts";
import { badRequest } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";

/** What is done with a service as a whole, and its instances. */
export function operationRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save, running, background } = standIn;
  const routes = new Hono<Authenticated>();

  routes.post("/services/:service/restart", (c) => {
    const service = find(c, state.services, c.req.param("service"));
    if (service.suspended === "suspended") throw badRequest("the service is suspended: resume it first");
    if (running) background.run(running.of(service).restart());
    return c.body(null, 200);
  });

  routes.post("/services/:service/suspend", async (c) => {
    const service = find(c, state.services, c.req.param("service"));
    service.suspended = "suspended";
    deactivate(state, service.id);
    if (running) background.run(running.of(service).suspend());
    await save();
    return c.body(null, 202);
  });

  routes.post("/services/:service/resume", async (c) => {
    const service = find(c, state.services, c.req.param("service"));
    if (service.suspended === "suspended") {
      service.suspended = "not_suspended";
      startDeploy(standIn, service, { trigger: "service_resumed" });
      await save();
    }
    return c.body(null, 202);
  });

  routes.get("/services/:service/instances", (c) => {
    const service = find(c, state.services, c.req.param("service"));
    const instances = running?.of(service).instances ?? [];
    return c.json(instances.map(({ id, createdAt }) => ({ id, createdAt })));
  });

  return routes;
}
