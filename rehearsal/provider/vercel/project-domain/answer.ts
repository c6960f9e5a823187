import type { Inputs, Outputs } from "@live-listen/property-tables";
import type { projectDomain } from "@pulumi/vercel/tables";
import { z } from "zod";

/** A domain as a program asks for it. */
export type DomainInputs = Inputs<typeof projectDomain.properties>;

/** A domain as it is. */
export type DomainState = Outputs<typeof projectDomain.properties>;

/** A domain of a project as Vercel answers it. */
export const answer = z.object({
  name: z.string(),
  projectId: z.string(),
  gitBranch: z.string().nullish(),
  customEnvironmentId: z.string().nullish(),
  redirect: z.string().nullish(),
  redirectStatusCode: z.number().nullish(),
  verified: z.boolean().default(false),
  verification: z
    .array(z.object({ type: z.string(), domain: z.string(), value: z.string(), reason: z.string() }))
    .default([]),
});

export type Answer = z.output<typeof answer>;

/** What Vercel sees of a domain's DNS. */
export const configAnswer = z.object({
  misconfigured: z.boolean().default(false),
  recommendedCNAME: z.array(z.object({ rank: z.number(), value: z.string() })).default([]),
  recommendedIPv4: z.array(z.object({ rank: z.number(), value: z.array(z.string()) })).default([]),
});

export type Config = z.output<typeof configAnswer>;

/**
 * The state of a domain.
 *
 * @param known what Vercel doesn't tell: the team, and whether the program waits
 */
export function stateOf(
  found: Answer,
  config: Config,
  known: { readonly teamId: string | undefined; readonly waitForReady?: boolean | undefined },
): DomainState {
  return {
    domain: found.name,
    projectId: found.projectId,
    teamId: known.teamId,
    gitBranch: found.gitBranch ?? undefined,
    customEnvironmentId: found.customEnvironmentId ?? undefined,
    redirect: found.redirect ?? undefined,
    redirectStatusCode: found.redirectStatusCode ?? undefined,
    waitForReady: known.waitForReady,
    verified: found.verified,
    verifications: found.verification,
    misconfigured: config.misconfigured,
    // Without a team there is no id of one, which the types of outputs can't say.
  } as DomainState;
}
