import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorAnswerSchema } from "../../http/error-answer.ts";
import { Fault } from "../../http/fault.ts";
import type { Lifecycle } from "../../lifecycle.ts";

const route = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process lives",
  description:
    "503 until the process was ready once. From then on the database has no say, so that its blip doesn't restart every instance.",
  responses: {
    200: { description: "Alive", content: { "application/json": { schema: z.object({ status: z.literal("ok") }) } } },
    503: { description: "Starting", content: { "application/json": { schema: errorAnswerSchema } } },
  },
});

/** `GET /healthz`, for the platform's health check. */
export function healthz(lifecycle: Lifecycle) {
  return new OpenAPIHono<AppEnvironment>().openapi(route, (c) => {
    c.header("Cache-Control", "no-store");
    if (lifecycle.started) return c.json({ status: "ok" as const }, 200);
    throw new Fault({
      status: 503,
      code: "starting",
      message: "The process is starting: /readyz says what it waits for.",
    });
  });
}
