import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { errorAnswer, errorAnswerSchema } from "../../http/error-answer.ts";
import type { Lifecycle } from "../../lifecycle.ts";
import { type Check, checksSchema } from "./check.ts";

const readySchema = z.object({ status: z.literal("ready"), checks: checksSchema });
const notReadySchema = errorAnswerSchema.extend({ checks: checksSchema });

const route = createRoute({
  method: "get",
  path: "/readyz",
  summary: "Whether the process can serve",
  responses: {
    200: { description: "Ready", content: { "application/json": { schema: readySchema } } },
    503: { description: "Not ready, and why", content: { "application/json": { schema: notReadySchema } } },
  },
});

/**
 * `GET /readyz`: whether requests are welcome, and if not, what is in their way.
 *
 * @param checkDatabase runs the checks that need the database, in bounded time, and never throws.
 */
export function readyz(lifecycle: Lifecycle, checkDatabase: () => Promise<readonly Check[]>) {
  return new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
    c.header("Cache-Control", "no-store");
    const process: Check = lifecycle.stopping
      ? { name: "process", ok: false, message: "The process is stopping." }
      : { name: "process", ok: true };
    // A process on its way out has closed its pool, and is not ready whatever the database says.
    const checks = lifecycle.stopping ? [process] : [process, ...(await checkDatabase())];
    const failed = checks.filter(({ ok }) => !ok);
    if (failed.length === 0) return c.json({ status: "ready" as const, checks }, 200);
    const message = failed.map((check) => check.message ?? `${check.name} failed.`).join(" ");
    return c.json({ ...errorAnswer({ code: "not_ready", message }, c.get("requestId")), checks }, 503);
  });
}
