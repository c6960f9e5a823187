import { randomBytes } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { isGenerated } from "../deployments/url.ts";
import type { FileStore } from "../files/store.ts";
import type { Host, Hosts } from "./hosts.ts";
import { isProtected } from "./protection.ts";
import { type Refused, refusedPage } from "./refused-page.ts";
import { SiteAnswers } from "./site-answer.ts";
import type { Sites } from "./sites.ts";

/** Where requests are said to have been answered. */
const REGION = "iad1";
/** How long browsers come back with TLS alone, in seconds. */
const TRANSPORT_SECONDS = 63_072_000;

/** What is served from. */
export interface Serving {
  readonly hosts: Hosts;
  readonly sites: Sites;
  readonly files: FileStore;
}

/**
 * Serves all deployments, each under the host names that lead to it.
 *
 * @see https://vercel.com/docs/headers/response-headers
 */
export function servingApp({ hosts, sites, files }: Serving): Hono<{ Bindings: HttpBindings }> {
  const answers = new SiteAnswers(sites, files);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all("*", async (c) => {
    const id = newRequestId();
    const hostname = (c.req.header("host") ?? "").replace(/:\d+$/, "").toLowerCase();
    const given = await answerFor(c.req.raw, hosts.find(hostname), hostname);
    const wantsHtml = (c.req.header("accept") ?? "").includes("text/html");
    const answer = given instanceof Response ? given : refusedPage(given, id, wantsHtml);
    answer.headers.set("server", "Vercel");
    answer.headers.set("x-vercel-id", id);
    const preload = isGenerated(hostname) ? "; includeSubDomains; preload" : "";
    answer.headers.set("strict-transport-security", `max-age=${TRANSPORT_SECONDS}${preload}`);
    return answer;
  });
  app.onError((error, c) => {
    // A fault of the stand-in's own: whoever has started it sees where, and the request is not told.
    console.error(error);
    return c.text("The stand-in of Vercel has failed.", 500);
  });
  return app;

  async function answerFor(request: Request, host: Host | undefined, hostname: string): Promise<Response | Refused> {
    if (!host || host.leadsTo === "nothing") return { reason: "DEPLOYMENT_NOT_FOUND" };
    if (host.leadsTo === "domain") {
      const { pathname, search } = new URL(request.url);
      const location = `https://${host.domain}${pathname}${search}`;
      return new Response(null, { status: host.status, headers: { location } });
    }
    const { deployment, kind } = host;
    // What isn't for the public is not for search engines either.
    const robots = isGenerated(hostname) && kind !== "production" ? { "x-robots-tag": "noindex" } : {};
    if (isProtected(host)) return { reason: "AUTHENTICATION_REQUIRED", headers: robots };
    if (deployment.expiredAt !== null) return { reason: "DEPLOYMENT_DELETED" };
    if (deployment.readyState === "READY") return answers.answer(request, hostname, deployment, robots);
    return { reason: "DEPLOYMENT_NOT_FOUND", headers: robots };
  }
}

/** Such as `iad1::4f2a1-1700000000000-1c9e0a7b2d3f`. */
function newRequestId(): string {
  const [first, last] = [randomBytes(3).toString("hex").slice(0, 5), randomBytes(6).toString("hex")];
  return `${REGION}::${first}-${Date.now()}-${last}`;
}
