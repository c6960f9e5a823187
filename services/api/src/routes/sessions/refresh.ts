import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { Fault } from "../../http/fault.ts";
import { requireOwnPage } from "../../http/own-pages.ts";
import { SessionAnswers, type SessionRouteDependencies, sessionContent } from "./session.ts";

const route = createRoute({
  method: "post",
  path: "/sessions/refresh",
  summary: "Gives a new access token to who has the cookie of a session",
  description:
    "The cookie changes with every use. When an answer was lost, asking again within half a minute with the cookie before gives the same one.",
  responses: {
    200: sessionContent("The session goes on"),
    401: errorContent("There is no session any more"),
    403: errorContent("The page is of another origin"),
    429: errorContent("Too often from this address"),
  },
});

/** `POST /sessions/refresh`, also what a page asks when it is loaded again. */
export function refresh(dependencies: SessionRouteDependencies) {
  const { sessions } = dependencies.accounts;
  const answers = new SessionAnswers(dependencies);
  const middleware = [requireOwnPage(dependencies.webUrl), dependencies.limiters.refresh];
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const token = answers.cookie.read(c);
    const rotation = token === undefined ? undefined : await sessions.rotate(token);
    if (rotation?.kind === "rotated") {
      return c.json(await answers.carryOn(c, rotation.identity, rotation.refresh), 200);
    }
    if (rotation?.kind === "reused") {
      c.get("log").warn({ personId: rotation.personId }, "a refresh token was used twice, and its session ended");
    }
    if (rotation !== undefined) answers.cookie.clear(c);
    throw new Fault({
      status: 401,
      code: "session_over",
      message: "There is no session any more: sign in, or come as a guest.",
    });
  });
}
