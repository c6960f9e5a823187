import type { VercelClient } from "../client.ts";
import { type Answer, answer, type Config, configAnswer } from "./answer.ts";

/** Which domain of which project. */
export interface DomainName {
  readonly teamId: string | undefined;
  readonly projectId: string;
  readonly domain: string;
}

/** Asks for a domain of a project. */
export function readDomain(client: VercelClient, signal: AbortSignal, name: DomainName): Promise<Answer> {
  const purpose = `show the domain ${name.domain} of the project ${name.projectId}`;
  return client.send({ method: "GET", path: pathOf(name), teamId: name.teamId, answer, purpose, signal });
}

/** Asks what Vercel sees of the DNS of a domain. */
export function readConfig(client: VercelClient, signal: AbortSignal, name: DomainName): Promise<Config> {
  return client.send({
    method: "GET",
    path: `/v6/domains/${encodeURIComponent(name.domain)}/config`,
    query: { projectIdOrName: name.projectId },
    teamId: name.teamId,
    answer: configAnswer,
    purpose: `show the DNS configuration of the domain ${name.domain}`,
    signal,
  });
}

/** Where a domain of a project is in Vercel's API. */
export function pathOf({ projectId, domain }: DomainName): string {
  return `/v9/projects/${encodeURIComponent(projectId)}/domains/${encodeURIComponent(domain)}`;
}
