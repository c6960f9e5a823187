import type { IdentifyResource } from "../engine/deployment.ts";
import { Fault } from "../fault.ts";
import { type RenderAccess, RenderClient } from "../platforms/render/client.ts";
import { findByName, type RenderKind } from "../platforms/render/find.ts";
import { type VercelAccess, VercelClient } from "../platforms/vercel/client.ts";
import { findDnsRecordIds } from "../platforms/vercel/dns-record.ts";
import { findProjectId } from "../platforms/vercel/project.ts";
import { findProjectDomain } from "../platforms/vercel/project-domain.ts";

/** How the platforms of a stack are reached. */
export interface PlatformAccess {
  readonly render: RenderAccess & { readonly ownerId: string };
  readonly vercel: VercelAccess;
}

const RENDER_KINDS: Readonly<Record<string, RenderKind>> = {
  "render:index/project:Project": "project",
  "render:index/postgres:Postgres": "postgres",
  "render:index/webService:WebService": "webService",
  "render:index/registryCredential:RegistryCredential": "registryCredential",
};

/**
 * Finds out by name whether a resource is at its platform already: the vendors give ids only once a thing is made, but the names are ours.
 *
 * @returns the id as the resource's provider takes it for an import; undefined for what is not there, and for what has no name of its own.
 */
export function identifyOnPlatforms({ render, vercel }: PlatformAccess): IdentifyResource {
  const renderClient = new RenderClient(render);
  const vercelClient = new VercelClient(vercel);
  const team = vercel.teamId === undefined ? "" : `${vercel.teamId}/`;
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

  return async (type, inputs) => {
    const name = text(inputs.name);
    const kind = RENDER_KINDS[type];
    if (kind && name) return only(name, await findByName(renderClient, kind, render.ownerId, name));
    if (type === "vercel:index/project:Project" && name) {
      const id = await findProjectId(vercelClient, name);
      return id && `${team}${id}`;
    }
    const [project, domain] = [text(inputs.projectId), text(inputs.domain)];
    if (type === "vercel:index/projectDomain:ProjectDomain" && project && domain) {
      return (await findProjectDomain(vercelClient, project, domain)) && `${team}${project}/${domain}`;
    }
    if (type === "vercel:index/dnsRecord:DnsRecord" && domain) {
      const found = await findDnsRecordIds(vercelClient, domain, name ?? "", text(inputs.type) ?? "");
      const id = only(`${name}.${domain}`, found);
      return id && `${team}${id}`;
    }
    return undefined;
  };
}

function only(name: string, ids: readonly string[]): string | undefined {
  if (ids.length <= 1) return ids[0];
  throw new Fault(
    `${ids.length} things at the platform are called ${name} (${ids.join(", ")}): rename or delete all but one there, then run this again.`,
  );
}
