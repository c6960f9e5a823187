import { Fault } from "../../../fault.ts";
import { RestFailure } from "../../rest/failure.ts";
import type { Checkpoint } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { unlessGone } from "../gone.ts";
import { formatImportId } from "../import-id.ts";
import { lookAgain } from "../look-again.ts";
import { type Answer, answer, type ProjectInputs, type ProjectState, pathOf } from "./answer.ts";
import { changeBody, creationBody } from "./body.ts";
import { readProject, readVariables } from "./read.ts";
import { stateOf } from "./state.ts";

/** By how much this machine's clock may differ from Vercel's, in milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

/**
 * Makes a project: what a request to make one doesn't take is a change afterwards.
 *
 * @throws Fault when the team has one of that name already, or it can't be made
 */
export async function createProject(
  client: VercelClient,
  signal: AbortSignal,
  inputs: ProjectInputs,
  checkpoint: Checkpoint<ProjectState>,
): Promise<{ id: string; outputs: ProjectState }> {
  const teamId = await client.teamId(inputs.teamId, signal);
  const made = await make(client, signal, inputs, teamId);
  const { id } = made;
  checkpoint({ id, outputs: stateOf(made, { ...inputs, teamId }) });
  await readVariables(client, signal, id, teamId);
  const changed = await change(client, signal, id, { ...inputs, teamId }, inputs.name);
  return { id, outputs: stateOf(changed, { ...inputs, teamId }) };
}

/** Changes a project in place. What the program leaves to Vercel stays as it was last seen. */
export async function updateProject(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  inputs: ProjectInputs,
  state: Partial<ProjectState>,
): Promise<ProjectState> {
  const teamId = await client.teamId(inputs.teamId, signal);
  const wanted = { ...inputs, teamId };
  const changed = await change(client, signal, id, wanted, state.name, state);
  await readVariables(client, signal, id, teamId);
  return stateOf(changed, wanted);
}

/** Removes a project with all that belongs to it; nothing to do when it is gone already. */
export async function deleteProject(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  teamId: string | undefined,
): Promise<void> {
  const purpose = `delete the project ${id}`;
  await unlessGone(client.send({ method: "DELETE", path: pathOf("v8", id), teamId, purpose, signal }));
}

async function make(
  client: VercelClient,
  signal: AbortSignal,
  inputs: ProjectInputs,
  teamId: string | undefined,
): Promise<Answer> {
  const { name } = inputs;
  const begun = Date.now();
  const look = (during: AbortSignal) => readProject(client, during, name, teamId);
  const purpose = `create the project "${name}"`;
  const body = creationBody(inputs);
  try {
    return await client.send({ method: "POST", path: "/v8/projects", body, teamId, answer, purpose, signal });
  } catch (error) {
    const found = await lookAgain(error, signal, look);
    // An older one is somebody else's: names are unique, so this request was going to be refused.
    if (found && (found.createdAt ?? 0) > begun - CLOCK_SKEW) return found;
    const other = found ?? (error instanceof RestFailure && error.status === 409 ? await look(signal) : undefined);
    if (!other) throw error;
    throw new Fault(
      `Vercel has a project "${name}" that this stack doesn't know of: take it over by giving the resource the option import: "${formatImportId(teamId, other.id)}" for one "pulumi up", or remove it there.`,
      { cause: error },
    );
  }
}

function change(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  wanted: ProjectInputs,
  oldName: string | undefined,
  state: Partial<ProjectState> = {},
): Promise<Answer> {
  const { name, teamId } = wanted;
  return client.send({
    method: "PATCH",
    path: pathOf("v9", id),
    body: { ...changeBody(wanted, state), name: name === oldName ? undefined : name },
    teamId,
    answer,
    purpose: `change the project "${name}"`,
    signal,
  });
}
