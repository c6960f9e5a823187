import type { EnvironmentName } from "@live-listen/protocol";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Headers that keep browsers from doing more with an answer than reading it (OWASP's REST security cheat sheet). Strict-Transport-Security is
 * left out locally: `localhost` has no TLS, and browsers would remember.
 */
export function securityHeaders(environment: EnvironmentName) {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    strictTransportSecurity: environment === "local" ? false : `max-age=${ONE_YEAR_SECONDS}`,
    xFrameOptions: "DENY",
  });
}

/** Lets pages of the web app's origin read answers, and send the cookie of their session along; pages of no other. */
export function allowWebApp(webUrl: string) {
  return cors({
    origin: (origin) => (origin === webUrl ? origin : null),
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: ["authorization", "content-type", "x-request-id"],
    credentials: true,
    exposeHeaders: ["x-request-id", "retry-after", "ratelimit", "ratelimit-policy"],
    maxAge: 600,
  });
}
