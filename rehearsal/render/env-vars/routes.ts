import { Hono } from "hono";
import { z } from "zod";
import { bodyOf, paramOf, queryOf } from "../body.ts";
import { byName, EVERYTHING, pageQuery } from "../page.ts";
import { notFound } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { envVarKey, envVarList, envVarValue } from "./body.ts";
import type { EnvVar } from "./env-var.ts";
import { answerOf, setEnvVar, setEnvVars } from "./set.ts";

const list = z.strictObject(pageQuery);

/** The environment variables of services. */
export function envVarRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();
  const ofService = (id: string) => state.envVars.filter(({ serviceId }) => serviceId === id);

  function page(id: string, query: z.output<typeof list>) {
    return byName(ofService(id), ({ key }) => key, query).map(({ item, cursor }) => ({
      envVar: answerOf(state, item),
      cursor,
    }));
  }

  function findEnvVar(id: string, name: string): EnvVar {
    const found = ofService(id).find(({ key }) => key === name);
    if (found) return found;
    throw notFound(name);
  }

  routes.get("/services/:service/env-vars", (c) => {
    const query = queryOf(c, list);
    return c.json(page(find(c, state.services, c.req.param("service")).id, query));
  });

  routes.put("/services/:service/env-vars", async (c) => {
    const given = await bodyOf(c, envVarList);
    const { id } = find(c, state.services, c.req.param("service"));
    setEnvVars(state, id, given);
    await save();
    return c.json(page(id, EVERYTHING));
  });

  routes.get("/services/:service/env-vars/:key", (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    return c.json(answerOf(state, findEnvVar(id, c.req.param("key"))));
  });

  routes.put("/services/:service/env-vars/:key", async (c) => {
    const given = await bodyOf(c, envVarValue);
    const key = paramOf(c, "key", envVarKey);
    const { id } = find(c, state.services, c.req.param("service"));
    const made = setEnvVar(state, id, key, given);
    await save();
    return c.json(answerOf(state, made));
  });

  routes.delete("/services/:service/env-vars/:key", async (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    const found = findEnvVar(id, c.req.param("key"));
    state.envVars = state.envVars.filter((one) => one !== found);
    await save();
    return c.body(null, 204);
  });

  return routes;
}
