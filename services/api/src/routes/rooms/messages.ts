import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { Fault } from "../../http/fault.ts";
import { ACCESS_TOKEN } from "../../http/openapi.ts";
import { requireIdentity } from "../../identity/require-identity.ts";
import { messageReader } from "../../rooms/chat/read-messages.ts";
import { readStanding } from "../../rooms/directory/standing.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { requireRoom } from "./require-room.ts";
import { messagesPageSchema, slugParameters } from "./schema.ts";

const DEFAULT_LIMIT = 50;
const MAXIMUM_LIMIT = 100;

const route = createRoute({
  method: "get",
  path: "/rooms/{slug}/messages",
  summary: "Reads what was said in a room, backwards",
  security: [{ [ACCESS_TOKEN]: [] }],
  request: {
    params: slugParameters,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(MAXIMUM_LIMIT).default(DEFAULT_LIMIT),
      before: z.coerce
        .number()
        .int()
        .min(1)
        .max(Number.MAX_SAFE_INTEGER)
        .optional()
        .openapi({ description: "Sequence before which the page ends; the newest messages when left out." }),
    }),
  },
  responses: {
    200: { description: "A page of messages", content: { "application/json": { schema: messagesPageSchema } } },
    400: errorContent("The query has another form"),
    401: errorContent("No access token, or one that is no good"),
    403: errorContent("The person was put out of the room"),
    404: errorContent("There is no such room"),
  },
});

/** `GET /rooms/{slug}/messages`: also when the room has ended. */
export function messages({ db, tokens }: RoomRouteDependencies) {
  const reader = messageReader(db);
  const middleware = requireIdentity(tokens);
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const { limit, before } = c.req.valid("query");
    const { id } = await requireRoom(db, c.req.valid("param").slug);
    const { isRemoved } = await readStanding(db, id, c.get("identity").personId);
    if (isRemoved) {
      throw new Fault({ status: 403, code: "removed", message: "The host has put you out of this room." });
    }
    const page = await reader.before(id, before, limit);
    const first = page[0]?.sequence ?? 1;
    c.header("Cache-Control", "no-store");
    return c.json({ messages: page, next: first > 1 ? first : null }, 200);
  });
}
