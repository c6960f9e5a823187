import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { Fault } from "../../http/fault.ts";
import { ACCESS_TOKEN } from "../../http/openapi.ts";
import type { Accounts } from "../../identity/accounts.ts";
import { requireIdentity } from "../../identity/require-identity.ts";
import { personSchema } from "../sessions/session.ts";

const meSchema = personSchema
  .extend({ email: z.string().nullable().openapi({ description: "Of the account; null for a guest." }) })
  .openapi("Me");

const route = createRoute({
  method: "get",
  path: "/me",
  summary: "Who I am",
  security: [{ [ACCESS_TOKEN]: [] }],
  responses: {
    200: { description: "The person of the access token", content: { "application/json": { schema: meSchema } } },
    401: errorContent("No access token, or one that is no good"),
  },
});

/** `GET /me`. */
export function me({ people, tokens }: Pick<Accounts, "people" | "tokens">) {
  const middleware = requireIdentity(tokens);
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    c.header("Cache-Control", "no-store");
    const person = await people.find(c.get("identity").personId);
    if (person === undefined) {
      throw new Fault({
        status: 401,
        code: "invalid_token",
        message: "The person of this access token is gone: sign in again.",
        headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
      });
    }
    const { personId: id, displayName, kind, email } = person;
    return c.json({ id, displayName, kind, email }, 200);
  });
}
