import { Hono } from "hono";
import { z } from "zod";
import { unseal } from "../../http/seal.ts";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { assertEnvironment } from "../environments/resources.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { badRequest } from "../refusal.ts";
import { type Authenticated, assertOwner, find, isOwn, type StandIn } from "../stand-in.ts";
import { answerOf, connectionInfoOf } from "./answer.ts";
import { changes, creation } from "./body.ts";
import { bringUp, finishDeletion } from "./bring-up.ts";
import { newInstance } from "./create.ts";
import type { Instance } from "./instance.ts";
import { mayBeHighlyAvailable } from "./plan.ts";
import { recoveryRoutes } from "./recovery/routes.ts";
import { runningRoutes } from "./running-routes.ts";

const list = z.strictObject({
  ...pageQuery,
  name: anyOf,
  ownerId: anyOf,
  environmentId: anyOf,
  region: anyOf,
  includeReplicas: z.enum(["true", "false"]).optional(),
});

/** Postgres instances, each of which has a real server. */
export function postgresRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save } = standIn;
  const routes = new Hono<Authenticated>();
  routes.route("/", recoveryRoutes(standIn));
  routes.route("/", runningRoutes(standIn));

  routes.post("/postgres", async (c) => {
    const given = await bodyOf(c, creation);
    assertOwner(c, given.ownerId);
    assertEnvironment(c, state, given.ownerId, given.environmentId);
    assertStandby(given.plan, given.enableHighAvailability ?? false);
    const made = await newInstance(state, given);
    state.postgres.push(made);
    await save();
    const answer = answerOf(standIn, made);
    // As at Render it is answered before it can be used.
    standIn.background.run(bringUp(standIn, made));
    return c.json(answer, 201);
  });

  routes.get("/postgres", (c) => {
    const query = queryOf(c, list);
    const own = state.postgres.filter(
      (one) =>
        isOwn(c, one) &&
        isAmong(query.ownerId, one.ownerId) &&
        isAmong(query.name, one.name) &&
        isAmong(query.environmentId, one.environmentId) &&
        isAmong(query.region, one.region),
    );
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ postgres: answerOf(standIn, item), cursor })));
  });

  routes.get("/postgres/:postgres", (c) => c.json(answerOf(standIn, find(c, state.postgres, c.req.param("postgres")))));

  routes.get("/postgres/:postgres/connection-info", (c) => {
    const found = find(c, state.postgres, c.req.param("postgres"));
    return c.json(connectionInfoOf(found, unseal(state.key, found.sealed.user)));
  });

  routes.patch("/postgres/:postgres", async (c) => {
    const { enableHighAvailability, readReplicas: _, ...given } = await bodyOf(c, changes);
    const found = find(c, state.postgres, c.req.param("postgres"));
    if (given.diskSizeGB !== undefined && given.diskSizeGB < found.diskSizeGB) {
      throw badRequest(`\`diskSizeGB\` must be at least ${found.diskSizeGB}, since a disk never shrinks`);
    }
    const standby = enableHighAvailability ?? found.highAvailabilityEnabled;
    assertStandby(given.plan ?? found.plan, standby);
    const restart = restartOf(found, standby, given.plan);
    Object.assign(found, given, { updatedAt: new Date().toISOString() });
    found.highAvailabilityEnabled = standby;
    if (restart) found.status = restart;
    await save();
    if (restart) standIn.background.run(bringUp(standIn, found, (server) => server.stop()));
    return c.json(answerOf(standIn, found));
  });

  routes.delete("/postgres/:postgres", async (c) => {
    const { id } = find(c, state.postgres, c.req.param("postgres"));
    state.postgres = state.postgres.filter((one) => one.id !== id);
    state.logStreams = state.logStreams.filter(({ resourceId }) => resourceId !== id);
    // Remembered until the data is gone, so that a restart ends what a crash has interrupted.
    state.deletedPostgres.push(id);
    await save();
    await finishDeletion(standIn, id);
    return c.body(null, 204);
  });

  return routes;
}

/**
 * Render restarts an instance that gets another plan, or a standby.
 *
 * @returns its status meanwhile; undefined when it goes on running, or doesn't run
 */
function restartOf(one: Instance, standby: boolean, plan = one.plan): Instance["status"] | undefined {
  if (one.status !== "available") return undefined;
  if (plan !== one.plan) return "updating_instance";
  return standby === one.highAvailabilityEnabled ? undefined : "config_restart";
}

/** @throws Refusal (400) when an instance of a plan can't have the standby that it is to have */
function assertStandby(plan: string, standby: boolean): void {
  if (standby && !mayBeHighlyAvailable({ plan })) {
    throw badRequest(`\`enableHighAvailability\` takes a Pro or an Accelerated plan, and this is "${plan}"`);
  }
}
