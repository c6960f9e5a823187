import type { MiddlewareHandler } from "hono";
import type { Account } from "./account.ts";
import { Refusal } from "./refusal.ts";
import type { Authenticated } from "./stand-in.ts";

/**
 * Finds the account of a request: by its bearer token, and among the teams of that token the one that `teamId` or `slug`
 * names, or else the first.
 */
export function authentication(accounts: readonly Account[]): MiddlewareHandler<Authenticated> {
  return async (c, next) => {
    const token = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (token === undefined) {
      throw new Refusal(401, "unauthorized", "The request has no token: send it as a bearer token.", {
        missingToken: true,
      });
    }
    const own = accounts.filter((account) => account.token === token);
    if (own.length === 0) throw new Refusal(403, "forbidden", "The token is not valid.", { invalidToken: true });
    const { teamId, slug } = c.req.query();
    const account = own.find(
      ({ team }) => (teamId === undefined || teamId === team.id) && (slug === undefined || slug === team.slug),
    );
    if (!account) {
      throw new Refusal(403, "forbidden", `The token does not act for the team ${teamId ?? slug}.`, {
        scope: teamId ?? slug,
      });
    }
    c.set("account", account);
    await next();
  };
}
