import { Hono } from "hono";
import { aliasRoutes } from "./aliases/routes.ts";
import { authentication } from "./authentication.ts";
import { deploymentRoutes } from "./deployments/routes.ts";
import { dnsRoutes } from "./dns/routes.ts";
import { domainConfigRoutes } from "./domain-config.ts";
import { variableRoutes } from "./environment-variables/routes.ts";
import { fileRoutes } from "./files/routes.ts";
import { projectDomainRoutes } from "./project-domains/routes.ts";
import { projectRoutes } from "./projects/routes.ts";
import { promotionRoutes } from "./promotions/routes.ts";
import { Refusal } from "./refusal.ts";
import type { Authenticated, StandIn } from "./stand-in.ts";
import { teamRoutes } from "./teams.ts";
import { userRoutes } from "./user.ts";

/**
 * The paths of Vercel's REST API that are served, each in the versions that the vendor's own provider and client use.
 *
 * @see https://vercel.com/docs/rest-api
 */
export function vercelApi(standIn: StandIn): Hono<Authenticated> {
  const app = new Hono<Authenticated>();
  app.use(authentication(standIn.accounts));
  app.use(async (_, next) => {
    await next();
    // A deployment that goes on by itself is not told to be where it isn't on disk, or where it isn't served yet.
    await standIn.saved();
  });
  app.route("/", projectRoutes(standIn));
  app.route("/", variableRoutes(standIn));
  app.route("/", projectDomainRoutes(standIn));
  app.route("/", domainConfigRoutes(standIn));
  app.route("/", dnsRoutes(standIn));
  app.route("/", fileRoutes(standIn));
  app.route("/", deploymentRoutes(standIn));
  app.route("/", promotionRoutes(standIn));
  app.route("/", aliasRoutes(standIn));
  app.route("/", teamRoutes(standIn));
  app.route("/", userRoutes());
  app.notFound((c) => {
    const refusal = new Refusal(
      404,
      "not_found",
      `${c.req.method} ${c.req.path} is not served by this stand-in of Vercel.`,
    );
    return c.json(refusal.body, refusal.status);
  });
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(error.body, error.status);
    // A fault of the stand-in's own: whoever has started it sees where, and the request is not told.
    console.error(error);
    return c.json({ error: { code: "internal_server_error", message: "The stand-in of Vercel has failed." } }, 500);
  });
  return app;
}
