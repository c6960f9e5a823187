import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { Fault } from "../../http/fault.ts";
import { decodeCursor, encodeCursor } from "../../rooms/directory/cursor.ts";
import { listRooms } from "../../rooms/directory/list-rooms.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { roomsPageSchema } from "./schema.ts";

const DEFAULT_LIMIT = 20;
const MAXIMUM_LIMIT = 100;

const route = createRoute({
  method: "get",
  path: "/rooms",
  summary: "Lists the open public rooms, the newest first",
  request: {
    query: z.object({
      limit: z.coerce.number().int().min(1).max(MAXIMUM_LIMIT).default(DEFAULT_LIMIT),
      after: z.string().optional().openapi({ description: "Cursor that the page before gave as `next`." }),
    }),
  },
  responses: {
    200: { description: "A page of rooms", content: { "application/json": { schema: roomsPageSchema } } },
    400: errorContent("The query has another form"),
  },
});

/** `GET /rooms`. */
export function list({ db }: Pick<RoomRouteDependencies, "db">) {
  return new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
    const { limit, after } = c.req.valid("query");
    const { rooms, next } = await listRooms(db, after === undefined ? undefined : requireCursor(after), limit);
    c.header("Cache-Control", "no-store");
    return c.json({ rooms, next: next === undefined ? null : encodeCursor(next) }, 200);
  });
}

function requireCursor(cursor: string): string {
  const id = decodeCursor(cursor);
  if (id !== undefined) return id;
  throw new Fault({
    status: 400,
    code: "invalid_request",
    message: "The request's query at after is wrong: it is the next of no page.",
  });
}
