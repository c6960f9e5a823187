import { Hono } from "hono";
import { isAmong, queryOf } from "../body.ts";
import { badRequest, notFound } from "../refusal.ts";
import { type Authenticated, assertOwner, type StandIn } from "../stand-in.ts";
import type { LogLine } from "./log-line.ts";
import { microseconds, timeOf } from "./microseconds.ts";
import { isElsewhere, type LogQuery, logQuery } from "./query.ts";
import { textMatcher } from "./text.ts";

const DEFAULT_PERIOD_MICROSECONDS = 3_600_000_000;

type Line = LogLine & { readonly resource: string };

/**
 * What services, jobs and databases have put out.
 *
 * A page's `nextStartTime` and `nextEndTime` ask for the next one: of the period that was asked for, what lies beyond the page.
 *
 * @see https://api-docs.render.com/reference/list-logs
 */
export function logRoutes({ state, logs }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  /** The ids of a workspace that may have put something out. */
  function resourcesOf(ownerId: string): readonly string[] {
    const services = state.services.filter((one) => one.ownerId === ownerId).map(({ id }) => id);
    const jobs = state.jobs.filter(({ serviceId }) => services.includes(serviceId)).map(({ id }) => id);
    return [...services, ...jobs, ...state.postgres.filter((one) => one.ownerId === ownerId).map(({ id }) => id)];
  }

  routes.get("/logs", (c) => {
    const query = queryOf(c, logQuery);
    assertOwner(c, query.ownerId);
    const own = resourcesOf(query.ownerId);
    for (const one of query.resource) if (!own.includes(one)) throw notFound(one);
    const end = query.endTime === undefined ? Date.now() * 1000 + 1000 : microseconds(query.endTime);
    const start = query.startTime === undefined ? end - DEFAULT_PERIOD_MICROSECONDS : microseconds(query.startTime);
    const isWanted = filterOf(query, c.req.queries("text"));
    const found = logs
      .of(query.resource)
      .map((line) => ({ line, at: microseconds(line.at) }))
      .filter(({ line, at }) => at >= start && at < end && isWanted(line));
    const inOrder = query.direction === "forward" ? found : found.reverse();
    const page = inOrder.slice(0, query.limit);
    const last = page.at(-1)?.at;
    return c.json({
      hasMore: inOrder.length > page.length,
      nextStartTime: timeOf(query.direction === "forward" && last !== undefined ? last + 1 : start),
      nextEndTime: timeOf(query.direction === "backward" && last !== undefined ? last : end),
      logs: page.map(({ line }) => answerOf(line)),
    });
  });

  return routes;
}

/** @param text as it was asked for: a comma is a part of it */
function filterOf(query: LogQuery, text: readonly string[] | undefined): (line: Line) => boolean {
  if (isElsewhere(query)) return () => false;
  const texts = text?.map((wanted) => {
    const matches = textMatcher(wanted);
    if (matches) return matches;
    throw badRequest("`text` is no regular expression");
  });
  return (line) =>
    isAmong(query.level, line.level) &&
    isAmong(query.type, line.type) &&
    isAmong(query.instance, line.instance) &&
    (texts === undefined || texts.some((matches) => matches(line.text)));
}

/** A line as it is answered. */
function answerOf({ id, at, text, resource, instance, type, level }: Line) {
  const labels = { resource, ...(instance !== undefined && { instance }), level, type };
  return { id, message: text, timestamp: at, labels: Object.entries(labels).map(([name, value]) => ({ name, value })) };
}
