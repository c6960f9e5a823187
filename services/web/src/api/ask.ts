import type { ClientResponse } from "hono/client";
import type { SuccessStatusCode } from "hono/utils/http-status";
import { type Answer, readFailure, UNREACHABLE } from "./failure.ts";

type Response = Pick<ClientResponse<unknown, number>, "ok" | "status" | "headers" | "json">;

/** What a response holds when all went well. */
type Content<R> = R extends ClientResponse<infer T, infer S> ? (S extends SuccessStatusCode ? T : never) : never;

/**
 * Sends a request and reads what came of it, whatever that is.
 *
 * @param send of the typed client.
 * @returns never throws.
 */
export async function ask<R extends Response>(send: () => Promise<R>): Promise<Answer<Content<R>>> {
  try {
    const response = await send();
    const body = response.status === NO_CONTENT ? null : await response.json().catch(() => undefined);
    // The answer is the API's own, so its types are those of the API's routes.
    if (response.ok && body !== undefined) return { ok: true, value: body as Content<R> };
    return { ok: false, failure: readFailure(response.status, body, response.headers.get("Retry-After")) };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}

const NO_CONTENT = 204;
