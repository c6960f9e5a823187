import type { AppType } from "@live-listen/api/app";
import { hc } from "hono/client";

/** Does what the browser's own `fetch` does. */
export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/**
 * Makes the client of an API, typed by the API's own routes: a request of another form, or a path that isn't there, is a fault of the types.
 *
 * @param apiUrl origin of the API.
 * @param send how requests are sent.
 */
export function createApiClient(apiUrl: string, send: Fetch) {
  return hc<AppType>(apiUrl, { fetch: send });
}

/** What {@link createApiClient} makes. */
export type ApiClient = ReturnType<typeof createApiClient>;
