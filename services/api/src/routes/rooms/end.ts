import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { ACCESS_TOKEN } from "../../http/openapi.ts";
import { requireIdentity } from "../../identity/require-identity.ts";
import { endRoom } from "../../rooms/directory/end-room.ts";
import { countPresent } from "../../rooms/directory/list-rooms.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { requireOwnRoom } from "./require-room.ts";
import { listedRoomSchema, slugParameters } from "./schema.ts";

const route = createRoute({
  method: "post",
  path: "/rooms/{slug}/end",
  summary: "Ends a room for good; its messages stay",
  security: [{ [ACCESS_TOKEN]: [] }],
  request: { params: slugParameters },
  responses: {
    200: { description: "The ended room", content: { "application/json": { schema: listedRoomSchema } } },
    401: errorContent("No access token, or one that is no good"),
    403: errorContent("Somebody else is the host"),
    404: errorContent("There is no such room"),
  },
});

/** `POST /rooms/{slug}/end`: everybody in the room is told, and their sockets closed. Again, it changes nothing. */
export function end({ db, tokens }: RoomRouteDependencies) {
  const middleware = requireIdentity(tokens);
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const identity = c.get("identity");
    const { id, room } = await requireOwnRoom(db, c.req.valid("param").slug, identity);
    const endedAt = await endRoom(db, id);
    c.get("log").info({ room: id, personId: identity.personId }, "room ended");
    return c.json({ ...room, endedAt: endedAt.toISOString(), presentCount: await countPresent(db, id) }, 200);
  });
}
