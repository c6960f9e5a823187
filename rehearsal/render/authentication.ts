import type { MiddlewareHandler } from "hono";
import { Refusal } from "./refusal.ts";
import type { Authenticated } from "./stand-in.ts";
import type { Workspace } from "./workspace.ts";

/** Finds the workspaces of a request by its bearer token, which is an API key. */
export function authentication(workspaces: readonly Workspace[]): MiddlewareHandler<Authenticated> {
  return async (c, next) => {
    const key = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const own = workspaces.filter(({ apiKey }) => apiKey === key);
    if (own.length === 0) {
      throw new Refusal(401, key === undefined ? "Unauthorized: send an API key as a bearer token." : "Unauthorized");
    }
    c.set("workspaces", own);
    await next();
  };
}
