import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { type EnvironmentName, environmentNameSchema, type Release, releaseSchema } from "@live-listen/protocol";
import type { AppEnvironment } from "../../http/environment.ts";

const versionSchema = releaseSchema.extend({ environment: environmentNameSchema }).openapi("Version");

const route = createRoute({
  method: "get",
  path: "/version",
  summary: "Which release this is, and in which environment it runs",
  responses: { 200: { description: "The release", content: { "application/json": { schema: versionSchema } } } },
});

/** `GET /version`: the release that was baked into this build, and the environment it runs in. */
export function version(release: Release, environment: EnvironmentName) {
  const answer = { environment, ...release };
  return new OpenAPIHono<AppEnvironment>().openapi(route, (c) => {
    c.header("Cache-Control", "no-store");
    return c.json(answer, 200);
  });
}
