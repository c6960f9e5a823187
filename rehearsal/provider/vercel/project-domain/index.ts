import { projectDomain as table } from "@pulumi/vercel/tables";
import { defineResource } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { unlessGone } from "../gone.ts";
import { parseImportId } from "../import-id.ts";
import { stateOf } from "./answer.ts";
import { type DomainName, readConfig, readDomain } from "./read.ts";
import { createDomain, deleteDomain, updateDomain } from "./write.ts";

/** `vercel.ProjectDomain`. Its id is the domain's name; it is imported by `[<team>/]<project>/<domain>`. */
export const projectDomain = defineResource<VercelClient>()({
  ...table,
  create: ({ client, signal, inputs, checkpoint }) => createDomain(client, signal, inputs, checkpoint),
  async read({ client, signal, id, state }) {
    const name = nameOf(id, state);
    const own = { ...name, teamId: await client.teamId(name.teamId, signal) };
    const found = await unlessGone(readDomain(client, signal, own));
    if (!found) return undefined;
    const config = await readConfig(client, signal, own);
    const { waitForReady } = state;
    return { id: found.name, outputs: stateOf(found, config, { teamId: own.teamId, waitForReady }) };
  },
  update: ({ client, signal, inputs }) => updateDomain(client, signal, inputs),
  delete: ({ client, signal, id, state }) => deleteDomain(client, signal, nameOf(id, state)),
});

function nameOf(id: string, state: Partial<DomainName>): DomainName {
  const { projectId, teamId, domain = id } = state;
  if (projectId !== undefined) return { teamId, projectId, domain };
  const named = parseImportId(id, ["project", "domain"]);
  return { teamId: named.teamId, projectId: named.parts[0], domain: named.parts[1] };
}
