import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { requireOwnPage } from "../../http/own-pages.ts";
import { SessionAnswers, type SessionRouteDependencies } from "./session.ts";

const route = createRoute({
  method: "delete",
  path: "/sessions/current",
  summary: "Signs out",
  description: "Ends the session of the cookie. Access tokens that were given out end by themselves within minutes.",
  responses: {
    204: { description: "There is no session any more" },
    403: errorContent("The page is of another origin"),
    429: errorContent("Too often from this address"),
  },
});

/** `DELETE /sessions/current`; without a session there is nothing to do, which is fine. */
export function signOut(dependencies: SessionRouteDependencies) {
  const { sessions } = dependencies.accounts;
  const { cookie } = new SessionAnswers(dependencies);
  const middleware = [requireOwnPage(dependencies.webUrl), dependencies.limiters.refresh];
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const token = cookie.read(c);
    if (token !== undefined) {
      const personId = await sessions.end(token);
      if (personId !== undefined) c.get("log").info({ personId }, "signed out");
      cookie.clear(c);
    }
    return c.body(null, 204);
  });
}
