import { Hono } from "hono";
import { Fault } from "../../../fault.ts";
import { bodyOf } from "../../body.ts";
import { assertEnvironment } from "../../environments/resources.ts";
import { badRequest, Refusal } from "../../refusal.ts";
import { type Authenticated, find, type StandIn } from "../../stand-in.ts";
import { answerOf } from "../answer.ts";
import { bringUp, finishDeletion, prepare } from "../bring-up.ts";
import type { Instance } from "../instance.ts";
import { keepsPast } from "../plan.ts";
import { recoveryPointsOf } from "./points.ts";
import { newRecoveredInstance } from "./recovered.ts";
import { recoveryRequest } from "./request.ts";

/**
 * Recovery of an instance, to a point in time, into a new one.
 *
 * @see https://api-docs.render.com/reference/recover-postgres
 */
export function recoveryRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save } = standIn;
  const routes = new Hono<Authenticated>();

  routes.get("/postgres/:postgres/recovery", async (c) => {
    const points = await recoveryPointsOf(standIn, find(c, state.postgres, c.req.param("postgres")));
    const startsAt = points.status === "AVAILABLE" ? { startsAt: points.window.from.toISOString() } : {};
    return c.json({ recoveryStatus: points.status, ...startsAt });
  });

  routes.post("/postgres/:postgres/recovery", async (c) => {
    const given = await bodyOf(c, recoveryRequest);
    const source = find(c, state.postgres, c.req.param("postgres"));
    assertEnvironment(c, state, source.ownerId, given.environmentId);
    if (!keepsPast(source)) throw badRequest("a free instance can't be recovered");
    if (!keepsPast({ plan: given.plan ?? source.plan }))
      throw badRequest("an instance can't be recovered into a free one");
    await assertRecoverable(standIn, source, new Date(given.restoreTime));
    const made = await newRecoveredInstance(state, source, given);
    state.postgres.push(made);
    await save();
    try {
      // Once it is answered it needs nothing of its source any more, which may be deleted.
      await prepare(standIn, made);
    } catch (error) {
      state.postgres = state.postgres.filter((one) => one !== made);
      state.deletedPostgres.push(made.id);
      await save();
      await finishDeletion(standIn, made.id);
      // It is a sentence already, with what to ask for instead.
      throw error instanceof Fault ? new Refusal(400, error.message) : error;
    }
    const answer = answerOf(standIn, made);
    standIn.background.run(bringUp(standIn, made));
    return c.json(answer);
  });

  return routes;
}

/** @throws Refusal (400) when an instance can't be recovered to a time */
async function assertRecoverable(standIn: StandIn, source: Instance, time: Date): Promise<void> {
  const points = await recoveryPointsOf(standIn, source);
  if (points.status !== "AVAILABLE") throw badRequest("the instance has no backup yet");
  const { from, to } = points.window;
  if (time > to)
    throw badRequest(`\`restoreTime\` must be at least ten minutes ago, ${to.toISOString()} at the latest`);
  if (time < from)
    throw badRequest(`\`restoreTime\` must not be before ${from.toISOString()}, as far back as recovery goes`);
}
