import { dnsRecord as table } from "@pulumi/vercel/tables";
import { Fault } from "../../../fault.ts";
import { defineResource } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { unlessGone } from "../gone.ts";
import { parseImportId } from "../import-id.ts";
import { stateOf } from "./answer.ts";
import { readRecord } from "./read.ts";
import { createRecord, deleteRecord, updateRecord } from "./write.ts";

/** `vercel.DnsRecord`. Its id is Vercel's, such as `rec_…`; it is imported by `[<team>/]<id>`. */
export const dnsRecord = defineResource<VercelClient>()({
  ...table,
  create: ({ client, signal, inputs, checkpoint }) => createRecord(client, signal, inputs, checkpoint),
  async read({ client, signal, id, state }) {
    const named = parseImportId(id, ["record"]);
    const teamId = await client.teamId(state.teamId ?? named.teamId, signal);
    const found = await unlessGone(readRecord(client, signal, named.parts[0], teamId));
    return found && { id: found.id, outputs: stateOf(found, { ...state, teamId }) };
  },
  update: ({ client, signal, id, inputs }) => updateRecord(client, signal, id, inputs),
  async delete({ client, signal, id, state }) {
    const { domain, teamId } = state;
    if (domain === undefined)
      throw new Fault(`The state of the DNS record ${id} lacks its zone: run "pulumi refresh".`);
    await deleteRecord(client, signal, id, { domain, teamId });
  },
});
