import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { firstSettings, newEnvironment } from "../environments/environment.ts";
import { assertEmpty } from "../environments/resources.ts";
import { newId } from "../ids.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { type Authenticated, assertOwner, find, isOwn, type StandIn } from "../stand-in.ts";
import { ownerOf } from "../workspace.ts";
import type { Project } from "./project.ts";

const name = z.string().min(1, "must not be empty");
const creation = z.strictObject({ name, ownerId: z.string(), environments: z.array(firstSettings) });
const changes = z.strictObject({ name }).partial();
const list = z.strictObject({ ...pageQuery, name: anyOf, ownerId: anyOf });

/** Projects, which are made together with their first environments. */
export function projectRoutes({ workspaces, state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  function answerOf({ ownerId, ...project }: Project) {
    const own = state.environments.filter(({ projectId }) => projectId === project.id);
    return { ...project, owner: ownerOf(workspaces, ownerId), environmentIds: own.map(({ id }) => id) };
  }

  routes.post("/projects", async (c) => {
    const { environments, ...given } = await bodyOf(c, creation);
    assertOwner(c, given.ownerId);
    const createdAt = new Date().toISOString();
    const made = { id: newId("prj"), ...given, createdAt, updatedAt: createdAt };
    state.projects.push(made);
    state.environments.push(...environments.map((settings) => newEnvironment(made, settings)));
    await save();
    return c.json(answerOf(made), 201);
  });

  routes.get("/projects", (c) => {
    const query = queryOf(c, list);
    const own = state.projects.filter(
      (one) => isOwn(c, one) && isAmong(query.ownerId, one.ownerId) && isAmong(query.name, one.name),
    );
    return c.json(newestFirst(own, query).map(({ item, cursor }) => ({ project: answerOf(item), cursor })));
  });

  routes.get("/projects/:project", (c) => c.json(answerOf(find(c, state.projects, c.req.param("project")))));

  routes.patch("/projects/:project", async (c) => {
    const given = await bodyOf(c, changes);
    const found = find(c, state.projects, c.req.param("project"));
    Object.assign(found, given, { updatedAt: new Date().toISOString() });
    await save();
    return c.json(answerOf(found));
  });

  routes.delete("/projects/:project", async (c) => {
    const { id } = find(c, state.projects, c.req.param("project"));
    assertEmpty(
      state,
      state.environments.filter(({ projectId }) => projectId === id),
    );
    state.projects = state.projects.filter((one) => one.id !== id);
    state.environments = state.environments.filter(({ projectId }) => projectId !== id);
    await save();
    return c.body(null, 204);
  });

  return routes;
}
