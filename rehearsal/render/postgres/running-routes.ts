import { Hono } from "hono";
import { badRequest } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { bringUp } from "./bring-up.ts";
import type { Instance } from "./instance.ts";
import type { InstanceServer } from "./instance-server.ts";

/** What of an instance is stopped, and started again. Each is answered before it is done, as at Render. */
export function runningRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save, background } = standIn;
  const routes = new Hono<Authenticated>();

  /** Notes how an instance is from now on, and lets its server be brought there. */
  const change = async (
    one: Instance,
    status: Instance["status"],
    first?: (server: InstanceServer) => Promise<void>,
  ) => {
    Object.assign(one, { status, updatedAt: new Date().toISOString() });
    await save();
    background.run(bringUp(standIn, one, first));
  };

  routes.post("/postgres/:postgres/suspend", async (c) => {
    const found = find(c, state.postgres, c.req.param("postgres"));
    assertMade(found);
    await change(found, "suspended");
    return c.body(null, 202);
  });

  routes.post("/postgres/:postgres/resume", async (c) => {
    const found = find(c, state.postgres, c.req.param("postgres"));
    if (found.status !== "suspended") throw badRequest("the instance is not suspended");
    await change(found, "unavailable");
    return c.body(null, 202);
  });

  routes.post("/postgres/:postgres/restart", async (c) => {
    const found = find(c, state.postgres, c.req.param("postgres"));
    assertRuns(found);
    await change(found, "config_restart", (server) => server.stop());
    return c.body(null, 202);
  });

  routes.post("/postgres/:postgres/failover", async (c) => {
    const found = find(c, state.postgres, c.req.param("postgres"));
    if (!found.highAvailabilityEnabled) throw badRequest("the instance is not highly available");
    assertRuns(found);
    // The standby has what the primary had; sessions end without a word, and the address stays.
    await change(found, "unavailable", (server) => server.crash());
    return c.body(null, 202);
  });

  return routes;
}

/** @throws Refusal (400) when an instance is not made yet */
function assertMade({ status }: Instance): void {
  if (status === "creating" || status.startsWith("recovery_")) throw badRequest("the instance is not made yet");
}

/** @throws Refusal (400) when an instance is not there to be stopped */
function assertRuns(one: Instance): void {
  assertMade(one);
  if (one.status === "suspended") throw badRequest("the instance is suspended");
}
