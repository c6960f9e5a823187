import { Hono } from "hono";
import { z } from "zod";
import { seal } from "../../http/seal.ts";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { newId } from "../ids.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { type Authenticated, assertOwner, find, isOwn, type StandIn } from "../stand-in.ts";
import { answerOf, registry } from "./credential.ts";

const notEmpty = z.string().min(1, "must not be empty");
const changes = z.strictObject({ name: notEmpty, registry, username: z.string(), authToken: notEmpty });
const creation = changes.extend({ ownerId: z.string() });
const list = z.strictObject({ ...pageQuery, name: anyOf, username: anyOf, type: anyOf, ownerId: anyOf });

/** Logins at registries of images. */
export function registryCredentialRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/registrycredentials", async (c) => {
    const { authToken, ...given } = await bodyOf(c, creation);
    assertOwner(c, given.ownerId);
    const updatedAt = new Date().toISOString();
    const made = { id: newId("rgc"), ...given, sealed: seal(state.key, authToken), updatedAt };
    state.registryCredentials.push(made);
    await save();
    // 200 where others answer 201: Render's own provider takes nothing else.
    return c.json(answerOf(made));
  });

  routes.get("/registrycredentials", (c) => {
    const query = queryOf(c, list);
    const own = state.registryCredentials.filter(
      (one) =>
        isOwn(c, one) &&
        isAmong(query.ownerId, one.ownerId) &&
        isAmong(query.name, one.name) &&
        isAmong(query.username, one.username) &&
        isAmong(query.type, one.registry),
    );
    return c.json(newestFirst(own, query).map(({ item }) => answerOf(item)));
  });

  routes.get("/registrycredentials/:credential", (c) =>
    c.json(answerOf(find(c, state.registryCredentials, c.req.param("credential")))),
  );

  routes.patch("/registrycredentials/:credential", async (c) => {
    const { authToken, ...given } = await bodyOf(c, changes);
    const found = find(c, state.registryCredentials, c.req.param("credential"));
    Object.assign(found, given, { sealed: seal(state.key, authToken), updatedAt: new Date().toISOString() });
    await save();
    return c.json(answerOf(found));
  });

  routes.delete("/registrycredentials/:credential", async (c) => {
    const { id } = find(c, state.registryCredentials, c.req.param("credential"));
    state.registryCredentials = state.registryCredentials.filter((one) => one.id !== id);
    for (const service of state.services) if (service.registryCredentialId === id) delete service.registryCredentialId;
    await save();
    return c.body(null, 204);
  });

  return routes;
}
