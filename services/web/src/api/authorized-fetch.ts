import type { Session } from "../session/session.ts";
import type { Fetch } from "./client.ts";

const UNAUTHORIZED = 401;

/**
 * Sends requests in the name of whoever is signed in. When the API doesn't take the token (any more), the request is sent once again with a
 * fresh one.
 *
 * @param session gives the token; without one, requests are sent in nobody's name.
 * @param send sends a request.
 */
export function createAuthorizedFetch(session: Pick<Session, "token">, send: Fetch): Fetch {
  return async function authorizedFetch(input, init = {}) {
    const token = await session.token();
    const response = await send(input, withToken(init, token));
    if (response.status !== UNAUTHORIZED || token === undefined) return response;
    const fresh = await session.token(token);
    return fresh === undefined ? response : await send(input, withToken(init, fresh));
  };
}

/** In a header, never in the address, which ends up in histories and logs (RFC 6750 section 5.3). */
function withToken(init: RequestInit, token: string | undefined): RequestInit {
  if (token === undefined) return init;
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return { ...init, headers };
}
