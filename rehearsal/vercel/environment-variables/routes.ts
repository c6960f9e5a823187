import { Hono } from "hono";
import { z } from "zod";
import { seal } from "../../http/seal.ts";
import { bodyOf, queryOf } from "../body.ts";
import { pageOf, pageQuery } from "../page.ts";
import { findProject } from "../projects/project.ts";
import { badRequest } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import { now } from "../state.ts";
import { addVariables, assertMayBeSensitive, variableBody, variableFields } from "./add.ts";
import { assertPlaceIsFree } from "./conflict.ts";
import { answerOf, findVariable } from "./variable.ts";

const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true");
const adding = z.strictObject({ upsert: flag });
const list = z.strictObject({
  ...pageQuery,
  limit: pageQuery.limit.default(100),
  decrypt: flag,
  gitBranch: z.string().optional(),
});
const changes = z.strictObject(variableFields).partial();

/** The environment variables of projects. */
export function variableRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/:version{v8|v9|v10}/projects/:project/env", async (c) => {
    const { upsert } = queryOf(c, adding);
    const isList = Array.isArray(await c.req.json().catch(() => undefined));
    const body = isList ? await bodyOf(c, z.array(variableBody).min(1)) : [await bodyOf(c, variableBody)];
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const created = addVariables(state, id, body, { upsert }).map((one) =>
      answerOf(state.key, one, { decrypt: false }),
    );
    await save();
    return c.json({ created: isList ? created : created[0], failed: [] }, 201);
  });

  routes.get("/:version{v8|v9|v10}/projects/:project/env", (c) => {
    const { decrypt, gitBranch, ...query } = queryOf(c, list);
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const { items, pagination } = pageOf(
      state.variables.filter(
        (one) =>
          one.projectId === id && (gitBranch === undefined || one.gitBranch === null || one.gitBranch === gitBranch),
      ),
      query,
    );
    return c.json({ envs: items.map((one) => answerOf(state.key, one, { decrypt })), pagination });
  });

  routes.get("/:version{v1|v8|v9|v10}/projects/:project/env/:variable", (c) => {
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    // Asking for one variable is asking for its value.
    return c.json(answerOf(state.key, findVariable(state.variables, id, c.req.param("variable")), { decrypt: true }));
  });

  routes.patch("/:version{v9|v10}/projects/:project/env/:variable", async (c) => {
    const given = await bodyOf(c, changes);
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const found = findVariable(state.variables, id, c.req.param("variable"));
    const { value, customEnvironmentIds: _, ...rest } = given;
    const changed = { ...found, ...Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== undefined)) };
    if (found.type === "sensitive" && changed.type !== "sensitive") {
      throw badRequest("a sensitive variable can't become one that can be read");
    }
    assertMayBeSensitive(changed);
    assertPlaceIsFree(state, id, changed, found.id);
    Object.assign(found, changed, { updatedAt: now(state) });
    if (value !== undefined) found.sealed = seal(state.key, value);
    await save();
    return c.json(answerOf(state.key, found, { decrypt: false }));
  });

  routes.delete("/:version{v8|v9|v10}/projects/:project/env/:variable", async (c) => {
    const { id } = findProject(state.projects, teamOf(c), c.req.param("project"));
    const found = findVariable(state.variables, id, c.req.param("variable"));
    state.variables = state.variables.filter((one) => one !== found);
    await save();
    return c.json(answerOf(state.key, found, { decrypt: false }));
  });

  return routes;
}
