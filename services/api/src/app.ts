import { OpenAPIHono } from "@hono/zod-openapi";
import type { EnvironmentName, Release } from "@live-listen/protocol";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import type { Database } from "./database/database.ts";
import { limitBody, requireWellFormedJson } from "./http/body.ts";
import { closeWhenStopping } from "./http/closing.ts";
import type { AppEnvironment } from "./http/environment.ts";
import { answerError, answerMethodNotAllowed, answerNotFound } from "./http/error-answer.ts";
import { describeAt } from "./http/openapi.ts";
import { requestLog } from "./http/request-log.ts";
import { allowWebApp, securityHeaders } from "./http/security.ts";
import { refuseInvalid } from "./http/validation.ts";
import type { Accounts } from "./identity/accounts.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Log } from "./log/log.ts";
import type { RateLimits } from "./rate-limit/limits.ts";
import { createRateLimiters } from "./rate-limit/rate-limiters.ts";
import type { LiveRooms } from "./rooms/live/live-rooms.ts";
import { register } from "./routes/accounts/register.ts";
import { comeAsGuest } from "./routes/guests/come-as-guest.ts";
import type { Check } from "./routes/health/check.ts";
import { healthz } from "./routes/health/healthz.ts";
import { readyz } from "./routes/health/readyz.ts";
import { me } from "./routes/me/me.ts";
import { rooms as roomRoutes } from "./routes/rooms/rooms.ts";
import { refresh } from "./routes/sessions/refresh.ts";
import { signIn } from "./routes/sessions/sign-in.ts";
import { signOut } from "./routes/sessions/sign-out.ts";
import { version } from "./routes/version/version.ts";
import { socketRoute } from "./socket/route.ts";
import type { Sockets } from "./socket/sockets.ts";

/** Longest `X-Request-Id` that is taken over from a client, in characters; for any other an id is made. */
const LONGEST_REQUEST_ID = 128;

/** Everything that the app is made of and doesn't make itself. */
export interface AppDependencies {
  readonly environment: EnvironmentName;
  readonly release: Release;
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly sockets: Sockets;
  readonly db: Database;
  readonly accounts: Accounts;
  readonly rooms: LiveRooms;
  /** How often things may be done; other limits than the API's own are for tests. */
  readonly rateLimits?: RateLimits;
  /** Runs the checks that need the database, in bounded time; never throws. */
  readonly checkDatabase: () => Promise<readonly Check[]>;
}

/** Makes the app: what every request goes through, then the routes. It listens nowhere; `app.request(…)` is enough to try it. */
export function createApp(dependencies: AppDependencies) {
  const { environment, release, webUrl, apiUrl, log, lifecycle, sockets, checkDatabase } = dependencies;
  const { db, accounts, rooms } = dependencies;
  const { tokens } = accounts;
  const limiters = createRateLimiters(dependencies.rateLimits);
  const sessionRoutes = { accounts, limiters, webUrl, apiUrl };
  const app = new OpenAPIHono<AppEnvironment>({ defaultHook: refuseInvalid });
  app.onError(answerError);
  app.notFound(answerNotFound);
  app.use(
    requestId({ limitLength: LONGEST_REQUEST_ID }),
    requestLog(log),
    closeWhenStopping(lifecycle),
    securityHeaders(environment),
    allowWebApp(webUrl),
    methodNotAllowed({ app, onMethodNotAllowed: answerMethodNotAllowed }),
    limitBody,
    requireWellFormedJson,
  );
  describeAt(app, { release, apiUrl });
  return app
    .route("/", healthz(lifecycle))
    .route("/", readyz(lifecycle, checkDatabase))
    .route("/", version(release, environment))
    .route("/", register(sessionRoutes))
    .route("/", comeAsGuest(sessionRoutes))
    .route("/", signIn(sessionRoutes))
    .route("/", refresh(sessionRoutes))
    .route("/", signOut(sessionRoutes))
    .route("/", me(accounts))
    .route("/", roomRoutes({ db, tokens, limiters }))
    .route("/", socketRoute({ environment, release, webUrl, lifecycle, sockets, rooms, tokens }));
}

/** The app's type, from which `hono/client` makes a typed client. */
export type AppType = ReturnType<typeof createApp>;
