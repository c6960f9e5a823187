import type { Context, MiddlewareHandler } from "hono";
import { rateLimiter } from "hono-rate-limiter";
import type { AppEnvironment } from "../http/environment.ts";
import { Fault } from "../http/fault.ts";
import { BoundedStore } from "./bounded-store.ts";
import type { RateLimit } from "./limits.ts";

/** What to count. */
export interface RateLimitOptions<E extends AppEnvironment> extends RateLimit {
  /** Gives the key under which a request counts; a request without one isn't counted. */
  readonly keyOf: (c: Context<E>) => string | undefined | Promise<string | undefined>;
  /** Whether only requests count whose answer is an error. */
  readonly failuresOnly?: boolean;
  readonly store?: BoundedStore;
}

/**
 * Lets a key do something so often and no more. Answers say how much is left, in the headers `RateLimit` and `RateLimit-Policy` (IETF draft
 * ietf-httpapi-ratelimit-headers-07).
 *
 * @throws {Fault} 429 with `Retry-After` (RFC 6585 section 4).
 */
export function limitRate<E extends AppEnvironment>(options: RateLimitOptions<E>): MiddlewareHandler<E> {
  const { limit, windowSeconds, keyOf, failuresOnly = false, store = new BoundedStore() } = options;
  return rateLimiter<E>({
    limit,
    windowMs: windowSeconds * 1000,
    standardHeaders: "draft-7",
    keyGenerator: async (c) => (await keyOf(c)) ?? "",
    skip: async (c) => (await keyOf(c)) === undefined,
    skipSuccessfulRequests: failuresOnly,
    store,
    handler: async (c) => refuse(store.get((await keyOf(c)) ?? "")?.resetTime),
  });
}

function refuse(resetTime: Date | undefined): never {
  const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? 0) - Date.now()) / 1000));
  const wait =
    seconds < 120 ? `${seconds} ${seconds === 1 ? "second" : "seconds"}` : `${Math.ceil(seconds / 60)} minutes`;
  throw new Fault({
    status: 429,
    code: "too_many_requests",
    message: `That was too often: try again in ${wait}.`,
    headers: { "Retry-After": String(seconds) },
  });
}
