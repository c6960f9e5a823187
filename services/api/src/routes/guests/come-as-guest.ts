import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { requireOwnPage } from "../../http/own-pages.ts";
import { displayNameSchema } from "../../identity/display-name.ts";
import { SessionAnswers, type SessionRouteDependencies, sessionContent } from "../sessions/session.ts";

const route = createRoute({
  method: "post",
  path: "/guests",
  summary: "Comes as a guest, with nothing but a name",
  request: {
    body: { required: true, content: { "application/json": { schema: z.object({ displayName: displayNameSchema }) } } },
  },
  responses: {
    201: sessionContent("Welcome"),
    400: errorContent("The request has another form"),
    403: errorContent("The page is of another origin"),
    415: errorContent("The body isn't JSON"),
    429: errorContent("Too many guests from this address"),
  },
});

/** `POST /guests`. A guest has a session as well, and so is the same one after a reload. */
export function comeAsGuest(dependencies: SessionRouteDependencies) {
  const { people } = dependencies.accounts;
  const answers = new SessionAnswers(dependencies);
  const middleware = [requireOwnPage(dependencies.webUrl), dependencies.limiters.guest];
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const identity = await people.addGuest(c.req.valid("json").displayName);
    const session = await answers.begin(c, identity);
    c.get("log").info({ personId: identity.personId }, "came as a guest");
    return c.json(session, 201);
  });
}
