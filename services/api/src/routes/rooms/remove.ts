import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorContent } from "../../http/error-content.ts";
import { Fault } from "../../http/fault.ts";
import { ACCESS_TOKEN } from "../../http/openapi.ts";
import { requireIdentity } from "../../identity/require-identity.ts";
import { removePerson } from "../../rooms/directory/remove-person.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { requireOwnRoom } from "./require-room.ts";
import { slugParameters } from "./schema.ts";

const route = createRoute({
  method: "put",
  path: "/rooms/{slug}/removals/{personId}",
  summary: "Puts a person out of a room, for good",
  security: [{ [ACCESS_TOKEN]: [] }],
  request: {
    params: slugParameters.extend({ personId: z.uuid().openapi({ description: "Who is to leave." }) }),
  },
  responses: {
    204: { description: "The person is out, and can't come back" },
    400: errorContent("No id of a person, or the host's own"),
    401: errorContent("No access token, or one that is no good"),
    403: errorContent("Somebody else is the host"),
    404: errorContent("There is no such room, or no such person"),
  },
});

/** `PUT /rooms/{slug}/removals/{personId}`: the person is told and its sockets closed, on every instance. Again, it changes nothing. */
export function remove({ db, tokens }: RoomRouteDependencies) {
  const middleware = requireIdentity(tokens);
  return new OpenAPIHono<AppEnvironment>().openapi({ ...route, middleware }, async (c) => {
    const { slug, personId } = c.req.valid("param");
    const identity = c.get("identity");
    const { id } = await requireOwnRoom(db, slug, identity);
    if (personId.toLowerCase() === identity.personId) {
      throw new Fault({
        status: 400,
        code: "host_stays",
        message: "The host can't be removed: end the room instead.",
      });
    }
    if (!(await removePerson(db, id, personId))) {
      throw new Fault({ status: 404, code: "person_not_found", message: "There is no such person." });
    }
    c.get("log").info({ room: id, personId: identity.personId, removed: personId }, "person removed from a room");
    return c.body(null, 204);
  });
}
