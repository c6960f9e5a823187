import type { IdentifyResource } from "../engine/deployment.ts";
import { Fault } from "../fault.ts";
import { type RenderAccess, RenderClient } from "../platforms/render/client.ts";
import { findByName, type RenderKind } from "../platforms/render/find.ts";
import { type VercelAccess, VercelClient } from "../platforms/vercel/client.ts";
import { findDnsRecordIds } from "../platforms/vercel/dns-record.ts";
import { findEnvironmentVariableIds } from "../platforms/vercel/environment-variable.ts";
import { findProjectId } from "../platforms/vercel/project.ts";
import { findProjectDomain } from "../platforms/vercel/project-domain.ts";

/** How the platforms of a stack are reached. */
export interface PlatformAccess {
  readonly render: RenderAccess & { readonly ownerId: string };
  readonly vercel: VercelAccess;
}

const PROJECT = "vercel:index/project:Project";
const PROJECT_DOMAIN = "vercel:index/projectDomain:ProjectDomain";
const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
const DNS_RECORD = "vercel:index/dnsRecord:DnsRecord";

const RENDER_KINDS: Readonly<Record<string, RenderKind>> = {
  "render:index/project:Project": "project",
  "render:index/postgres:Postgres": "postgres",
  "render:index/webService:WebService": "webService",
  "render:index/registryCredential:RegistryCredential": "registryCredential",
};

/**
 * Finds out by name whether a resource is at its platform already: the vendors give ids only once a thing is made, but the names are ours.
 *
 * @returns the id as the state holds it; undefined for what is not there, and for what has no name of its own.
 */
export function identifyOnPlatforms({ render, vercel }: PlatformAccess): IdentifyResource {
  const renderClient = new RenderClient(render);
  const vercelClient = new VercelClient(vercel);

  return async (type, inputs) => {
    const [name, project, domain] = [inputs.name, inputs.projectId, inputs.domain].map(text);
    const kind = RENDER_KINDS[type];
    if (kind && name) return only(name, await findByName(renderClient, kind, render.ownerId, name));
    if (type === PROJECT && name) return findProjectId(vercelClient, name);
    if (type === PROJECT_DOMAIN && project && domain) {
      return (await findProjectDomain(vercelClient, project, domain))?.name;
    }
    const key = text(inputs.key);
    if (type === VARIABLE && project && key) {
      return only(`${key} of ${project}`, await findEnvironmentVariableIds(vercelClient, project, key));
    }
    if (type === DNS_RECORD && domain) {
      const found = await findDnsRecordIds(vercelClient, domain, name ?? "", text(inputs.type) ?? "");
      return only(`${name}.${domain}`, found);
    }
    return undefined;
  };
}

/**
 * The id by which a resource is imported: Vercel's are only found with the team and the project that they are in.
 *
 * @param id as the state would hold it.
 */
export function importIdOf(type: string, inputs: Readonly<Record<string, unknown>>, id: string): string {
  if (!type.startsWith("vercel:")) return id;
  const parents = type === PROJECT_DOMAIN || type === VARIABLE ? [inputs.teamId, inputs.projectId] : [inputs.teamId];
  return [...parents.map(text).filter((parent) => parent !== undefined), id].join("/");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function only(name: string, ids: readonly string[]): string | undefined {
  if (ids.length <= 1) return ids[0];
  throw new Fault(
    `${ids.length} things at the platform are called ${name} (${ids.join(", ")}): rename or delete all but one there, then run this again.`,
  );
}
