import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "../http/environment.ts";
import { Fault } from "../http/fault.ts";
import { type AccessTokens, type Identity, InvalidToken } from "./identity.ts";

/** What handlers behind {@link requireIdentity} find in their context besides. */
export interface IdentifiedEnvironment {
  readonly Variables: AppEnvironment["Variables"] & {
    /** Who sent the request. */
    identity: Identity;
  };
  readonly Bindings: AppEnvironment["Bindings"];
}

/** RFC 6750 section 2.1; the scheme's name has no case (RFC 9110 section 11.1). */
const BEARER = /^bearer +([\w.~+/-]+=*) *$/i;

/**
 * Lets requests through that carry an access token as `Authorization: Bearer …`, and tells the handlers whose it is. Tokens are taken from nowhere else: never from
 * a URL, which ends up in logs and histories, nor from a cookie, which browsers send along unasked.
 *
 * @throws {Fault} 401 with the challenge of RFC 6750 section 3: plain without a token, `invalid_token` with one that proves nothing.
 */
export function requireIdentity(tokens: Pick<AccessTokens, "verify">) {
  return createMiddleware<IdentifiedEnvironment>(async function requireIdentity(c, next) {
    const authorization = c.req.header("authorization");
    if (authorization === undefined) {
      throw new Fault({
        status: 401,
        code: "not_signed_in",
        message: "Sign in, or come as a guest, and send the access token along.",
        headers: { "WWW-Authenticate": "Bearer" },
      });
    }
    try {
      const { personId, displayName, kind } = await tokens.verify(BEARER.exec(authorization)?.[1] ?? "");
      c.set("identity", { personId, displayName, kind });
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      c.get("log").info({ reason: error.message }, "an access token was refused");
      throw new Fault({
        status: 401,
        code: "invalid_token",
        message: "The access token is expired or not from here: refresh the session, or sign in again.",
        headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
      });
    }
    await next();
  });
}
