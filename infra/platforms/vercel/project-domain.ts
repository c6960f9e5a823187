import { domainsGetDomainConfig } from "@vercel/sdk/funcs/domainsGetDomainConfig.js";
import { projectsGetProjectDomain } from "@vercel/sdk/funcs/projectsGetProjectDomain.js";
import { projectsVerifyProjectDomain } from "@vercel/sdk/funcs/projectsVerifyProjectDomain.js";
import type { VercelClient } from "./client.ts";

/** A domain of a Vercel project. */
export interface VercelProjectDomain {
  readonly name: string;
  readonly verified: boolean;
  /** Records that prove whose the domain is, as long as it isn't verified. */
  readonly records: readonly { readonly type: string; readonly name: string; readonly value: string }[];
}

/** A domain of a project; undefined when the project has none of that name. */
export async function findProjectDomain(
  client: VercelClient,
  projectId: string,
  domain: string,
): Promise<VercelProjectDomain | undefined> {
  const asked = projectsGetProjectDomain(client.core, { ...client.team, idOrName: projectId, domain });
  const found = await client.valueOf(`the domain ${domain}`, asked);
  return (
    found && {
      name: found.name,
      verified: found.verified,
      records: (found.verification ?? []).map(({ type, domain: name, value }) => ({ type, name, value })),
    }
  );
}

/**
 * Asks Vercel to look for the records that prove whose a domain is.
 *
 * @returns whether it found them: a domain that lacks them is refused with 400 (`missing_txt_record`), which is no fault.
 */
export async function verifyProjectDomain(client: VercelClient, projectId: string, domain: string): Promise<boolean> {
  const asked = projectsVerifyProjectDomain(client.core, { ...client.team, idOrName: projectId, domain });
  return (await client.valueOf(`the verification of ${domain}`, asked, [400, 404]))?.verified ?? false;
}

/** Whether a domain's DNS leads somewhere else than to Vercel; undefined when Vercel doesn't know the domain. */
export async function isMisconfigured(client: VercelClient, domain: string): Promise<boolean | undefined> {
  const asked = domainsGetDomainConfig(client.core, { ...client.team, domain });
  return (await client.valueOf(`the DNS of ${domain}`, asked))?.misconfigured;
}
