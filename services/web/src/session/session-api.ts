import { ask } from "../api/ask.ts";
import { createApiClient, type Fetch } from "../api/client.ts";
import type { SessionApi } from "./session.ts";

/**
 * The API's part of sessions. These requests alone carry the cookie, from which the API knows the session; it needs no token, and no script sees it.
 *
 * @param apiUrl origin of the API.
 * @param send sends a request.
 */
export function createSessionApi(apiUrl: string, send: Fetch): SessionApi {
  const client = createApiClient(apiUrl, (input, init) => send(input, { ...init, credentials: "include" }));
  return {
    signIn: (json) => ask(() => client.sessions.$post({ json })),
    register: (json) => ask(() => client.accounts.$post({ json })),
    comeAsGuest: (json) => ask(() => client.guests.$post({ json })),
    refresh: () => ask(() => client.sessions.refresh.$post()),
    // Whoever signs out and closes the window is signed out.
    signOut: () => ask(() => client.sessions.current.$delete({}, { init: { keepalive: true } })),
  };
}
