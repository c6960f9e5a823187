import { Hono } from "hono";
import { z } from "zod";
import { anyOf, isAmong, queryOf } from "../body.ts";
import { byName, pageQuery } from "../page.ts";
import { notFound } from "../refusal.ts";
import { type Authenticated, isOwn } from "../stand-in.ts";
import { ownerOf } from "../workspace.ts";

const list = z.strictObject({ ...pageQuery, name: anyOf, email: anyOf });

/** The workspaces of a key. */
export function ownerRoutes(): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.get("/owners", (c) => {
    const query = queryOf(c, list);
    const own = c.get("workspaces");
    const owners = own
      .map(({ ownerId }) => ownerOf(own, ownerId))
      .filter(({ name, email }) => isAmong(query.name, name) && isAmong(query.email, email));
    return c.json(byName(owners, ({ id }) => id, query).map(({ item, cursor }) => ({ owner: item, cursor })));
  });

  routes.get("/owners/:owner", (c) => {
    const ownerId = c.req.param("owner");
    if (!isOwn(c, { ownerId })) throw notFound(ownerId);
    return c.json(ownerOf(c.get("workspaces"), ownerId));
  });

  return routes;
}
