import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "./environment.ts";
import { Fault } from "./fault.ts";

/**
 * Refuses requests that another site's page makes in the name of whoever looks at it (OWASP's cross-site request forgery prevention cheat sheet, "Verifying
 * Origin With Standard Headers"). Staging and production are one site to a browser, so `SameSite` alone wouldn't keep them apart. A request without
 * an Origin is no page's, but then it has no business with a cookie either.
 *
 * @throws {Fault} 403
 */
export function requireOwnPage(webUrl: string) {
  return createMiddleware<AppEnvironment>(async function requireOwnPage(c, next) {
    const origin = c.req.header("origin");
    if (origin === undefined ? c.req.header("cookie") !== undefined : origin !== webUrl) {
      throw new Fault({
        status: 403,
        code: "foreign_origin",
        message: "Only pages of the web app may do this.",
      });
    }
    await next();
  });
}
