import { setTimeout as delay } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";

/** What can be wrong with a platform's API as a whole, each until it is taken off. */
export const API_FAULTS = ["api-429", "api-500", "api-reset", "api-slow"] as const;

/**
 * `api-429`: every request comes too often. `api-500`: every request fails. `api-reset`: every connection ends without an answer. `api-slow`:
 * every answer takes three seconds.
 */
export type ApiFault = (typeof API_FAULTS)[number];

const SLOW_MILLISECONDS = 3_000;
/** When whoever comes too often may come again, in seconds (RFC 9110, section 10.2.3). */
const RETRY_AFTER_SECONDS = 1;

/** Switches for what is wrong with an API. */
export class ApiFaults {
  readonly #inForce = new Set<ApiFault>();
  readonly #limitHeaders: Readonly<Record<string, string>>;

  /** @param limitHeaders what the platform tells of its limit when a request comes too often */
  constructor(limitHeaders: Readonly<Record<string, string>> = {}) {
    this.#limitHeaders = limitHeaders;
  }

  /** Puts a fault in force, or takes it off. */
  turn(fault: ApiFault, isOn: boolean): void {
    if (isOn) this.#inForce.add(fault);
    else this.#inForce.delete(fault);
  }

  /** The faults that are in force. */
  get inForce(): readonly ApiFault[] {
    return [...this.#inForce];
  }

  /**
   * Lets the faults happen, before anything is done.
   *
   * @param bodyOf the body of a failure, in the form of the platform's errors
   */
  middleware(bodyOf: (status: number, message: string) => object): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
      if (this.#inForce.has("api-reset")) {
        c.env.incoming.socket.destroy();
        return new Response(null, { status: 500 });
      }
      if (this.#inForce.has("api-slow")) await delay(SLOW_MILLISECONDS);
      if (this.#inForce.has("api-429")) {
        const headers = { "Retry-After": String(RETRY_AFTER_SECONDS), ...this.#limitHeaders };
        return Response.json(bodyOf(429, "Too many requests."), { status: 429, headers });
      }
      if (this.#inForce.has("api-500")) return Response.json(bodyOf(500, "Something went wrong."), { status: 500 });
      return await next();
    };
  }
}
