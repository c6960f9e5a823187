import type { FaultPlan } from "../http/faults.ts";

/**
 * What Render tells of its limit when a key has asked too often: requests a minute, how many are left, and in how many seconds there
 * are more.
 *
 * @see https://api-docs.render.com/reference/rate-limiting
 */
export const RATE_LIMIT_HEADERS = {
  "Ratelimit-Limit": "400",
  "Ratelimit-Remaining": "0",
  "Ratelimit-Reset": "1",
  "Retry-After": "1",
} as const;

/** A planned failure as Render answers it: with 429 go the headers that tell of the limit, unless the plan has its own. */
export function withRateLimitHeaders(plan: FaultPlan): FaultPlan {
  const { how } = plan;
  if (how === "reset" || how.status !== 429) return plan;
  return { ...plan, how: { message: "Too many requests.", ...how, headers: how.headers ?? RATE_LIMIT_HEADERS } };
}
