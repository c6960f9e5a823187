import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { Fault } from "../../../fault.ts";
import { RestFailure } from "../../rest/failure.ts";
import type { Checkpoint } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { unlessGone } from "../gone.ts";
import { formatImportId } from "../import-id.ts";
import { lookAgain } from "../look-again.ts";
import { type Answer, answer, dataOf, type RecordInputs, type RecordState, stateOf } from "./answer.ts";
import { findRecord, readRecord } from "./read.ts";

/**
 * Adds a record to a zone that the team keeps at Vercel.
 *
 * @throws Fault when the record is there already, or can't be added
 */
export async function createRecord(
  client: VercelClient,
  signal: AbortSignal,
  inputs: RecordInputs,
  checkpoint: Checkpoint<RecordState>,
): Promise<{ id: string; outputs: RecordState }> {
  const teamId = await client.teamId(inputs.teamId, signal);
  const id = await add(client, signal, inputs, teamId);
  checkpoint({ id, outputs: inputs as Partial<RecordState> });
  return { id, outputs: stateOf(await readRecord(client, signal, id, teamId), { ...inputs, teamId }) };
}

/** Changes a record in place: everything but its zone and type. */
export async function updateRecord(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  inputs: RecordInputs,
): Promise<RecordState> {
  const teamId = await client.teamId(inputs.teamId, signal);
  const { name, value, ttl, mxPriority, srv, comment } = inputs;
  const changed = await client.send({
    method: "PATCH",
    path: `/v4/domains/records/${encodeURIComponent(id)}`,
    body: { name, value, ttl, mxPriority, srv, comment },
    teamId,
    answer,
    purpose: `change the DNS record ${id}`,
    signal,
  });
  return stateOf(changed, { ...inputs, teamId });
}

/** Removes a record; nothing to do when it is gone already. */
export async function deleteRecord(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  { domain, teamId }: { readonly domain: string; readonly teamId: string | undefined },
): Promise<void> {
  const path = `/v2/domains/${encodeURIComponent(domain)}/records/${encodeURIComponent(id)}`;
  const purpose = `delete the DNS record ${id}`;
  await unlessGone(client.send({ method: "DELETE", path, teamId, purpose, signal }));
}

async function add(
  client: VercelClient,
  signal: AbortSignal,
  inputs: RecordInputs,
  teamId: string | undefined,
): Promise<string> {
  const { domain, name, type, value, ttl, mxPriority, srv, comment } = inputs;
  try {
    const { uid } = await client.send({
      method: "POST",
      path: `/v4/domains/${encodeURIComponent(domain)}/records`,
      body: { name, type, value, ttl, mxPriority, srv, comment },
      teamId,
      answer: z.object({ uid: z.string() }),
      purpose: `add the ${type} record "${name}" to the zone ${domain}`,
      signal,
    });
    return uid;
  } catch (error) {
    const isSame = (other: Answer) => isMadeOf(other, inputs);
    const look = (during: AbortSignal) => findRecord(client, during, { domain, name, type, teamId }, isSame);
    const found = await lookAgain(error, signal, look);
    if (found) return found.id;
    const other = error instanceof RestFailure && error.status === 409 ? await look(signal) : undefined;
    if (!other) throw error;
    throw new Fault(
      `The zone ${domain} has the ${type} record "${name}", and this stack doesn't know of it: take it over by giving the resource the option import: "${formatImportId(teamId, other.id)}" for one "pulumi up", or remove it there.`,
      { cause: error },
    );
  }
}

function isMadeOf(found: Answer, { value, mxPriority, srv }: RecordInputs): boolean {
  const wanted = { value, mxPriority, srv };
  const given = Object.fromEntries(Object.entries(wanted).filter(([, one]) => one !== undefined));
  return isDeepStrictEqual(dataOf(found, wanted), given);
}
