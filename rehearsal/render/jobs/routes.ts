import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { newId } from "../ids.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { isWithin, periodQuery } from "../period.ts";
import { badRequest, notFound } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import type { Job } from "./job.ts";

const creation = z.strictObject({
  startCommand: z.string().min(1, "must not be empty"),
  planId: z.string().optional(),
});
const { updatedBefore: _, updatedAfter: __, ...periods } = periodQuery;
const list = z.strictObject({ ...pageQuery, ...periods, status: anyOf });

/** One-off jobs: a command that is run once with what a service runs. */
export function jobRoutes({ state, save, running, jobs }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  function findJob(service: string, id: string): Job {
    const found = state.jobs.find((one) => one.serviceId === service && one.id === id);
    if (found) return found;
    throw notFound(id);
  }

  routes.post("/services/:service/jobs", async (c) => {
    const { startCommand, planId } = await bodyOf(c, creation);
    const service = find(c, state.services, c.req.param("service"));
    const origin = running?.of(service).serving;
    if (!origin || !jobs) throw badRequest("the service runs nothing: a job needs a deploy that is live");
    const made: Job = {
      id: newId("job"),
      serviceId: service.id,
      startCommand,
      planId: planId ?? service.details.plan,
      status: "pending",
      createdAt: new Date().toISOString(),
    };
    state.jobs.push(made);
    const answer = { ...made };
    jobs.run(made, origin);
    await save();
    return c.json(answer, 201);
  });

  routes.get("/services/:service/jobs", (c) => {
    const query = queryOf(c, list);
    const { id } = find(c, state.services, c.req.param("service"));
    const own = state.jobs.filter(
      (one) => one.serviceId === id && isAmong(query.status, one.status) && isWithin(one, query),
    );
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ job: item, cursor })));
  });

  routes.get("/services/:service/jobs/:job", (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    return c.json(findJob(id, c.req.param("job")));
  });

  routes.post("/services/:service/jobs/:job/cancel", async (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    const found = findJob(id, c.req.param("job"));
    if (!jobs?.cancel(found)) throw badRequest(`the job has ${found.status}, and only one under way can be canceled`);
    await save();
    return c.json(found);
  });

  return routes;
}
