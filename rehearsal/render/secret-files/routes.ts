import { Hono } from "hono";
import { z } from "zod";
import { bodyOf, paramOf, queryOf } from "../body.ts";
import { byName, EVERYTHING, pageQuery } from "../page.ts";
import { notFound } from "../refusal.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { secretFileContent, secretFileList, secretFileName } from "./body.ts";
import type { SecretFile } from "./secret-file.ts";
import { answerOf, setSecretFile, setSecretFiles } from "./set.ts";

const list = z.strictObject(pageQuery);
// Render's own provider says "none" with null.
const replacement = secretFileList.nullable();

/** The secret files of services. */
export function secretFileRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();
  const ofService = (id: string) => state.secretFiles.filter(({ serviceId }) => serviceId === id);

  function page(id: string, query: z.output<typeof list>) {
    return byName(ofService(id), ({ name }) => name, query).map(({ item, cursor }) => ({
      secretFile: answerOf(state, item),
      cursor,
    }));
  }

  function findSecretFile(id: string, name: string): SecretFile {
    const found = ofService(id).find((one) => one.name === name);
    if (found) return found;
    throw notFound(name);
  }

  routes.get("/services/:service/secret-files", (c) => {
    const query = queryOf(c, list);
    return c.json(page(find(c, state.services, c.req.param("service")).id, query));
  });

  routes.put("/services/:service/secret-files", async (c) => {
    const given = (await bodyOf(c, replacement)) ?? [];
    const { id } = find(c, state.services, c.req.param("service"));
    setSecretFiles(state, id, given);
    await save();
    return c.json(page(id, EVERYTHING));
  });

  routes.get("/services/:service/secret-files/:name", (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    return c.json(answerOf(state, findSecretFile(id, c.req.param("name"))));
  });

  routes.put("/services/:service/secret-files/:name", async (c) => {
    const { content } = await bodyOf(c, secretFileContent);
    const name = paramOf(c, "name", secretFileName);
    const { id } = find(c, state.services, c.req.param("service"));
    const made = setSecretFile(state, id, name, content);
    await save();
    return c.json(answerOf(state, made), 201);
  });

  routes.delete("/services/:service/secret-files/:name", async (c) => {
    const { id } = find(c, state.services, c.req.param("service"));
    const found = findSecretFile(id, c.req.param("name"));
    state.secretFiles = state.secretFiles.filter((one) => one !== found);
    await save();
    return c.body(null, 204);
  });

  return routes;
}
