import { Hono } from "hono";
import { authentication } from "./authentication.ts";
import { customDomainRoutes } from "./custom-domains/routes.ts";
import { deployRoutes } from "./deploys/routes.ts";
import { envVarRoutes } from "./env-vars/routes.ts";
import { environmentRoutes } from "./environments/routes.ts";
import { jobRoutes } from "./jobs/routes.ts";
import { logStreamRoutes } from "./log-streams/routes.ts";
import { logRoutes } from "./logs/routes.ts";
import { notificationRoutes } from "./notifications/routes.ts";
import { ownerRoutes } from "./owners/routes.ts";
import { postgresRoutes } from "./postgres/routes.ts";
import { projectRoutes } from "./projects/routes.ts";
import { Refusal } from "./refusal.ts";
import { registryCredentialRoutes } from "./registry-credentials/routes.ts";
import { secretFileRoutes } from "./secret-files/routes.ts";
import { operationRoutes } from "./services/operations.ts";
import { serviceRoutes } from "./services/routes.ts";
import { scalingRoutes } from "./services/scaling.ts";
import type { Authenticated, StandIn } from "./stand-in.ts";

/**
 * The paths of Render's REST API that are served.
 *
 * @see https://api-docs.render.com/reference/introduction
 */
export function renderApi(standIn: StandIn): Hono<Authenticated> {
  const app = new Hono<Authenticated>().basePath("/v1");
  app.use(authentication(standIn.workspaces));
  app.route("/", ownerRoutes());
  app.route("/", projectRoutes(standIn));
  app.route("/", environmentRoutes(standIn));
  app.route("/", registryCredentialRoutes(standIn));
  app.route("/", postgresRoutes(standIn));
  app.route("/", serviceRoutes(standIn));
  app.route("/", scalingRoutes(standIn));
  app.route("/", operationRoutes(standIn));
  app.route("/", envVarRoutes(standIn));
  app.route("/", secretFileRoutes(standIn));
  app.route("/", customDomainRoutes(standIn));
  app.route("/", deployRoutes(standIn));
  app.route("/", jobRoutes(standIn));
  app.route("/", logRoutes(standIn));
  app.route("/", notificationRoutes(standIn));
  app.route("/", logStreamRoutes(standIn));
  app.notFound((c) =>
    c.json({ message: `${c.req.method} ${c.req.path} is not served by this stand-in of Render.` }, 404),
  );
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json({ message: error.message }, error.status);
    // A fault of the stand-in's own: whoever has started it sees where, and the request is not told.
    console.error(error);
    return c.json({ message: "The stand-in of Render has failed." }, 500);
  });
  return app;
}
