import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { Level } from "pino";
import type { Log } from "../log/log.ts";
import type { AppEnvironment } from "./environment.ts";

/** Longer paths are cut in the log. */
const LONGEST_LOGGED_PATH = 512;

/** Level at which a request is logged: what the server did wrong is an error, what the client did wrong a warning. */
function levelOf(status: number): Level {
  if (status >= 500) return "error";
  return status >= 400 ? "warn" : "info";
}

/** Writes one line a request: id, method, path (see {@link loggedPath}), status, duration. */
export function requestLog(log: Log) {
  return createMiddleware<AppEnvironment>(async function requestLog(c, next) {
    const started = performance.now();
    const requestId = c.get("requestId");
    c.set("log", log.child({ requestId }));
    await next();
    const status = c.get("upgraded") ? 101 : c.res.status;
    const durationMs = Math.round((performance.now() - started) * 100) / 100;
    log[levelOf(status)]({ requestId, method: c.req.method, path: loggedPath(c), status, durationMs }, "request");
  });
}

/**
 * What a log may hold of a request's path: the pattern of its route, such as `/rooms/:slug`, since the address of a private room is its key. A
 * path that no route has is nobody's key, and is logged as it is; its query never is.
 */
function loggedPath(c: Context): string {
  const route = matchedRoutes(c).findLast(({ path }) => !path.includes("*"));
  return (route?.path ?? c.req.path).slice(0, LONGEST_LOGGED_PATH);
}
