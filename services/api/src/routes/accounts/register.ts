import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { requireOwnPage } from "../../http/own-pages.ts";
import { emailSchema, newPasswordSchema } from "../../identity/credentials.ts";
import { displayNameSchema } from "../../identity/display-name.ts";
import { SessionAnswers, type SessionRouteDependencies, sessionContent } from "../sessions/session.ts";

const newAccountSchema = z.object({ email: emailSchema, password: newPasswordSchema, displayName: displayNameSchema });

const route = createRoute({
  method: "post",
  path: "/accounts",
  summary: "Makes an account, and signs in to it",
  request: { body: { required: true, content: { "application/json": { schema: newAccountSchema } } } },
  responses: {
    201: sessionContent("The account is there"),
    400: errorContent("The request has another form"),
    403: errorContent("The page is of another origin"),
    409: errorContent("The e-mail address has an account already"),
    415: errorContent("The body isn't JSON"),
    429: errorContent("Too many accounts from this address"),
    503: errorContent("Too many people are signing in at this moment"),
  },
});

/** `POST /accounts`. */
export function register(dependencies: SessionRouteDependencies) {
  const { people, passwords } = dependencies.accounts;
  const answers = new SessionAnswers(dependencies);
  const middleware = [requireOwnPage(dependencies.webUrl), dependencies.limiters.register];
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const { email, password, displayName } = c.req.valid("json");
    const identity = await people.addAccount({ email, displayName, passwordHash: await passwords.hash(password) });
    const session = await answers.begin(c, identity);
    c.get("log").info({ personId: identity.personId }, "signed up");
    return c.json(session, 201);
  });
}
