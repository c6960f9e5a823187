import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { countPresent } from "../../rooms/directory/list-rooms.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { requireRoom } from "./require-room.ts";
import { listedRoomSchema, slugParameters } from "./schema.ts";

const route = createRoute({
  method: "get",
  path: "/rooms/{slug}",
  summary: "Describes a room, private or public, open or ended",
  request: { params: slugParameters },
  responses: {
    200: { description: "The room", content: { "application/json": { schema: listedRoomSchema } } },
    404: errorContent("There is no such room"),
  },
});

/** `GET /rooms/{slug}`: for whoever knows the address, so that a shared link shows where it leads. */
export function get({ db }: Pick<RoomRouteDependencies, "db">) {
  return new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
    const { id, room } = await requireRoom(db, c.req.valid("param").slug);
    c.header("Cache-Control", "no-store");
    return c.json({ ...room, presentCount: await countPresent(db, id) }, 200);
  });
}
