import { defineTable, listOf } from "@live-listen/property-tables";
import { z } from "zod";
import { projectId, teamId } from "./common.ts";

/** Answered for a redirect. */
const REDIRECTS = [301, 302, 307, 308] as const;

/** A domain under which a project's deployments are reached. */
export const projectDomain = defineTable({
  type: "vercel:index/projectDomain:ProjectDomain",
  properties: {
    teamId,
    projectId,
    /** A change replaces. */
    domain: { schema: z.string(), replaces: true },
    /** Domain that visitors are sent on to. */
    redirect: { schema: z.string().optional() },
    /** With which status. */
    redirectStatusCode: { schema: z.literal(REDIRECTS).optional() },
    /** Branch whose deployments it shows; the production branch's when left out. */
    gitBranch: { schema: z.string().optional() },
    /** Environment of the project's own whose deployments it shows. */
    customEnvironmentId: { schema: z.string().optional() },
    /** Whether its creation waits until it is verified and its DNS leads to Vercel, up to ten minutes. */
    waitForReady: { schema: z.boolean().optional() },
    /** Whether its DNS leads somewhere else. */
    misconfigured: { schema: z.boolean(), computed: "always" },
    /** Whether Vercel knows that it is the team's. */
    verified: { schema: z.boolean(), computed: "always" },
    /** Records that prove it, as long as it isn't verified. */
    verifications: {
      ...listOf({
        domain: { schema: z.string(), computed: "always" },
        reason: { schema: z.string(), computed: "always" },
        type: { schema: z.string(), computed: "always" },
        value: { schema: z.string(), computed: "always" },
      }),
      computed: "always",
    },
  },
  rules: [
    {
      property: "gitBranch",
      reads: ["gitBranch", "customEnvironmentId"],
      broken: ({ gitBranch, customEnvironmentId }) =>
        gitBranch !== undefined && customEnvironmentId !== undefined
          ? "must not be given beside customEnvironmentId"
          : undefined,
    },
  ],
});
