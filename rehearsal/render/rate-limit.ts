import type { FaultPlan } from "../http/faults.ts";

/** Requests a minute that a key may make. */
const REQUESTS_PER_MINUTE = 400;
const WAIT_SECONDS = 1;

/**
 * A planned failure as Render answers it: with 429 go the headers that tell of the limit and when to ask again.
 *
 * @see https://api-docs.render.com/reference/rate-limiting
 */
export function withRateLimitHeaders(plan: FaultPlan): FaultPlan {
  const { how } = plan;
  if (how === "reset" || how.status !== 429) return plan;
  const headers = {
    "ratelimit-limit": String(REQUESTS_PER_MINUTE),
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(WAIT_SECONDS),
    "retry-after": String(WAIT_SECONDS),
    ...how.headers,
  };
  return { ...plan, how: { message: "Too many requests", ...how, headers } };
}
