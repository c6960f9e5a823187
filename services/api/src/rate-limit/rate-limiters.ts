import type { Context, MiddlewareHandler } from "hono";
import type { AppEnvironment } from "../http/environment.ts";
import { emailSchema } from "../identity/credentials.ts";
import type { IdentifiedEnvironment } from "../identity/require-identity.ts";
import { addressKey } from "./address-key.ts";
import { clientAddress } from "./client-address.ts";
import { RATE_LIMITS, type RateLimits } from "./limits.ts";
import { limitRate } from "./rate-limit.ts";

/** The middleware that limits how often something is done, for each route that needs it. */
export type RateLimiters = ReturnType<typeof createRateLimiters>;

/** Makes the limiters of one app; the counts are theirs. */
export function createRateLimiters(limits: RateLimits = RATE_LIMITS) {
  const failed = { keyOf: accountOf, failuresOnly: true };
  const createRoom: [MiddlewareHandler<IdentifiedEnvironment>, MiddlewareHandler<AppEnvironment>] = [
    limitRate({ ...limits.createRoomByPerson, keyOf: (c) => c.get("identity").personId }),
    limitRate({ ...limits.createRoomByAddress, keyOf: addressOf }),
  ];
  return {
    register: limitRate({ ...limits.registerByAddress, keyOf: addressOf }),
    guest: limitRate({ ...limits.guestByAddress, keyOf: addressOf }),
    refresh: limitRate({ ...limits.refreshByAddress, keyOf: addressOf }),
    signIn: [
      limitRate({ ...limits.signInByAddress, keyOf: addressOf }),
      limitRate({ ...limits.failedSignInByAccountAndAddress, ...failed, keyOf: accountAndAddressOf }),
      limitRate({ ...limits.failedSignInByAccount, ...failed }),
    ],
    /** To be put after `requireIdentity`. */
    createRoom,
  };
}

/** A request that came over no connection, as in a test, has no address, and counts with all others of its kind. */
function addressOf(c: Context<AppEnvironment>): string {
  const connection: Partial<AppEnvironment["Bindings"]> | undefined = c.env;
  const peer = connection?.incoming?.socket.remoteAddress ?? "";
  return addressKey(clientAddress(peer, c.req.header("x-forwarded-for")));
}

/** Undefined when the request names no account; its form is judged afterwards. */
async function accountOf(c: Context<AppEnvironment>): Promise<string | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const email =
    typeof body === "object" && body !== null && "email" in body ? emailSchema.safeParse(body.email) : undefined;
  return email?.success ? email.data.toLowerCase() : undefined;
}

async function accountAndAddressOf(c: Context<AppEnvironment>): Promise<string | undefined> {
  const account = await accountOf(c);
  return account && `${account} ${addressOf(c)}`;
}
