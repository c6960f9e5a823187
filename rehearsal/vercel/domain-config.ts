import { Hono } from "hono";
import { z } from "zod";
import { zoneOf } from "./account.ts";
import { queryOf } from "./body.ts";
import { apexOf } from "./project-domains/project-domain.ts";
import { findProject } from "./projects/project.ts";
import { type Authenticated, type StandIn, teamOf } from "./stand-in.ts";

/** Where domains are to lead that are kept elsewhere (https://vercel.com/docs/domains/working-with-domains/add-a-domain). */
const ADDRESS = "76.76.21.21";
const HOST = "cname.vercel-dns.com";

const query = z.strictObject({ projectIdOrName: z.string().optional(), strict: z.enum(["true", "false"]).optional() });

/** What the platform sees of the DNS of a domain. */
export function domainConfigRoutes({ state, leadsHere }: StandIn): Hono<Authenticated> {
  return new Hono<Authenticated>().get("/v6/domains/:domain/config", async (c) => {
    const { projectIdOrName } = queryOf(c, query);
    if (projectIdOrName !== undefined) findProject(state.projects, teamOf(c), projectIdOrName);
    const name = c.req.param("domain");
    const isConfigured = zoneOf(c.get("account"), name) !== undefined || (await leadsHere(name));
    const isApex = apexOf(name) === name;
    return c.json({
      configuredBy: isConfigured ? (isApex ? "A" : "CNAME") : null,
      acceptedChallenges: isConfigured ? ["http-01"] : [],
      recommendedIPv4: [{ rank: 1, value: [ADDRESS] }],
      recommendedCNAME: [{ rank: 1, value: HOST }],
      misconfigured: !isConfigured,
    });
  });
}
