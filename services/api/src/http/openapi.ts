import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Release } from "@live-listen/protocol";
import type { AppEnvironment } from "./environment.ts";

/** Name of the security scheme that routes refer to which need an access token. */
export const ACCESS_TOKEN = "accessToken";

/** Serves the description of every route of an app at `GET /openapi.json`, made at the first request and kept as text. */
export function describeAt(
  app: OpenAPIHono<AppEnvironment>,
  { release, apiUrl }: { release: Release; apiUrl: string },
): void {
  app.openAPIRegistry.registerComponent("securitySchemes", ACCESS_TOKEN, {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  let text: string | undefined;
  app.get("/openapi.json", (c) => {
    text ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        info: { title: "Live Listen API", version: release.version },
        servers: [{ url: apiUrl }],
      }),
    );
    return c.body(text, 200, { "Content-Type": "application/json" });
  });
}
