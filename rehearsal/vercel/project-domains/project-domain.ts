import { z } from "zod";
import { notFound } from "../refusal.ts";

/** A domain of a project as it is remembered. */
export const projectDomain = z.object({
  name: z.string(),
  projectId: z.string(),
  gitBranch: z.string().nullable(),
  redirect: z.string().nullable(),
  redirectStatusCode: z.number().nullable(),
  /** Whether the team has shown that the domain is its own. */
  verified: z.boolean(),
  /** What a TXT record has to hold to show it. */
  challenge: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

export type ProjectDomain = z.output<typeof projectDomain>;

/**
 * Finds a domain of a project.
 *
 * @throws Refusal (404) when the project has none of that name
 */
export function findDomain(domains: readonly ProjectDomain[], projectId: string, name: string): ProjectDomain {
  const found = domains.find((one) => one.projectId === projectId && one.name === name.toLowerCase());
  if (found) return found;
  throw notFound(`The domain ${name} of this project`);
}

/** A domain as it is answered: with the challenge as long as it is not verified. */
export function answerOf({ challenge, ...found }: ProjectDomain) {
  const verification = {
    type: "TXT",
    domain: verificationName(found.name),
    value: challenge,
    reason: "pending_domain_verification",
  };
  return {
    ...found,
    apexName: apexOf(found.name),
    customEnvironmentId: null,
    ...(!found.verified && { verification: [verification] }),
  };
}

/** Where the TXT record is looked for that shows whose a domain is. */
export function verificationName(name: string): string {
  return `_vercel.${apexOf(name)}`;
}

/** The name that is registered: the last two parts, which is right for all domains but those of registries like co.uk. */
export function apexOf(name: string): string {
  return name.split(".").slice(-2).join(".");
}
