import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { Fault } from "../../http/fault.ts";
import { requireOwnPage } from "../../http/own-pages.ts";
import { emailSchema, passwordSchema } from "../../identity/credentials.ts";
import { SessionAnswers, type SessionRouteDependencies, sessionContent } from "./session.ts";

const route = createRoute({
  method: "post",
  path: "/sessions",
  summary: "Signs in to an account",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ email: emailSchema, password: passwordSchema }) } },
    },
  },
  responses: {
    201: sessionContent("Signed in"),
    400: errorContent("The request has another form"),
    401: errorContent("The e-mail address or the password is wrong"),
    403: errorContent("The page is of another origin"),
    415: errorContent("The body isn't JSON"),
    429: errorContent("Too many attempts, or too many failed ones on this account"),
    503: errorContent("Too many people are signing in at this moment"),
  },
});

/** `POST /sessions`. An address without an account is answered as a wrong password is, and takes as long. */
export function signIn(dependencies: SessionRouteDependencies) {
  const { people, passwords } = dependencies.accounts;
  const answers = new SessionAnswers(dependencies);
  const middleware = [requireOwnPage(dependencies.webUrl), ...dependencies.limiters.signIn];
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const { email, password } = c.req.valid("json");
    const account = await passwords.verify(password, () => people.findAccount(email));
    if (account === undefined) {
      throw new Fault({
        status: 401,
        code: "wrong_credentials",
        message: "The e-mail address or the password is wrong.",
      });
    }
    const session = await answers.begin(c, account);
    c.get("log").info({ personId: account.personId }, "signed in");
    return c.json(session, 201);
  });
}
