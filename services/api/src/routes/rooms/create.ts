import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { ACCESS_TOKEN } from "../../http/openapi.ts";
import { type IdentifiedEnvironment, requireIdentity } from "../../identity/require-identity.ts";
import { createRoom } from "../../rooms/directory/create-room.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { listedRoomSchema, newRoomSchema } from "./schema.ts";

const route = createRoute({
  method: "post",
  path: "/rooms",
  summary: "Makes a room",
  security: [{ [ACCESS_TOKEN]: [] }],
  request: { body: { required: true, content: { "application/json": { schema: newRoomSchema } } } },
  responses: {
    201: {
      description: "The room, whose host is who made it",
      headers: z.object({ Location: z.string().openapi({ description: "Path of the room." }) }),
      content: { "application/json": { schema: listedRoomSchema } },
    },
    400: errorContent("The body has another form"),
    401: errorContent("No access token, or one that is no good"),
    415: errorContent("The body isn't JSON"),
    429: errorContent("Too many rooms, of this person or from this address"),
  },
});

type Identified = MiddlewareHandler<IdentifiedEnvironment>;

/** `POST /rooms`. */
export function create({ db, tokens, limiters }: RoomRouteDependencies) {
  const middleware: [Identified, Identified, MiddlewareHandler<AppEnvironment>] = [
    requireIdentity(tokens),
    ...limiters.createRoom,
  ];
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const { personId, displayName } = c.get("identity");
    const room = await createRoom(db, { ...c.req.valid("json"), host: { id: personId, name: displayName } });
    c.get("log").info({ personId, isPrivate: room.isPrivate }, "room made");
    c.header("Location", `/rooms/${room.slug}`);
    return c.json({ ...room, presentCount: 0 }, 201);
  });
}
