import { createMiddleware } from "hono/factory";
import type { Lifecycle } from "../lifecycle.ts";
import type { AppEnvironment } from "./environment.ts";

/** Ends kept-alive connections with their next answer once the process is stopping (RFC 9112 section 9.6). */
export function closeWhenStopping(lifecycle: Lifecycle) {
  return createMiddleware<AppEnvironment>(async function closeWhenStopping(c, next) {
    await next();
    if (lifecycle.stopping && !c.get("upgraded")) c.res.headers.set("Connection", "close");
  });
}
