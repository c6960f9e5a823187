import { z } from "zod";
import { Fault } from "../../../fault.ts";
import { RestFailure } from "../../rest/failure.ts";
import type { VercelClient } from "../client.ts";
import { assertProjectExists } from "../existing-project.ts";
import { unlessGone } from "../gone.ts";
import { formatImportId } from "../import-id.ts";
import { lookAgain } from "../look-again.ts";
import { listVariables } from "../variables.ts";
import { type Answer, answer, bodyOf, stateOf, type VariableInputs, type VariableState } from "./answer.ts";
import type { VariableId } from "./read.ts";

/**
 * Adds a variable to a project.
 *
 * @throws Fault when the key is there already, or can't be added
 */
export async function createVariable(
  client: VercelClient,
  signal: AbortSignal,
  inputs: VariableInputs,
): Promise<{ id: string; outputs: VariableState }> {
  const teamId = await client.teamId(inputs.teamId, signal);
  const { projectId, value } = inputs;
  await assertProjectExists(client, signal, { projectId, teamId });
  const added = await add(client, signal, inputs, teamId);
  return { id: added.id, outputs: stateOf(added, { projectId, teamId, value }) };
}

/** Changes a variable in place; its value is always sent. */
export async function updateVariable(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  inputs: VariableInputs,
): Promise<VariableState> {
  const teamId = await client.teamId(inputs.teamId, signal);
  const { projectId, value } = inputs;
  const changed = await client.send({
    method: "PATCH",
    path: `/v10/projects/${encodeURIComponent(projectId)}/env/${encodeURIComponent(id)}`,
    body: bodyOf(inputs),
    teamId,
    answer,
    purpose: `change the environment variable "${inputs.key}"`,
    signal,
  });
  return stateOf(changed, { projectId, teamId, value });
}

/** Takes a variable away from a project; nothing to do when it is gone already. */
export async function deleteVariable(client: VercelClient, signal: AbortSignal, one: VariableId): Promise<void> {
  const { projectId, teamId, id } = one;
  const path = `/v8/projects/${encodeURIComponent(projectId)}/env/${encodeURIComponent(id)}`;
  const purpose = `delete the environment variable ${id}`;
  await unlessGone(client.send({ method: "DELETE", path, teamId, purpose, signal }));
}

async function add(
  client: VercelClient,
  signal: AbortSignal,
  inputs: VariableInputs,
  teamId: string | undefined,
): Promise<Answer> {
  const { key, projectId } = inputs;
  try {
    const { created } = await client.send({
      method: "POST",
      path: `/v10/projects/${encodeURIComponent(projectId)}/env`,
      body: { key, ...bodyOf(inputs) },
      teamId,
      answer: z.object({ created: answer }),
      purpose: `create the environment variable "${key}"`,
      signal,
    });
    return created;
  } catch (error) {
    const same = (during: AbortSignal) => find(client, during, inputs, teamId);
    const found = await lookAgain(error, signal, same);
    if (found && isMadeOf(found, inputs)) return found;
    const other = error instanceof RestFailure && error.status === 400 ? await same(signal) : undefined;
    if (!other) throw error;
    throw new Fault(
      `The project ${projectId} has an environment variable "${key}" that this stack doesn't know of: take it over by giving the resource the option import: "${formatImportId(teamId, projectId, other.id)}" for one "pulumi up", or remove it there.`,
      { cause: error },
    );
  }
}

/** The variable that holds the key in one of the environments that are asked for. */
async function find(
  client: VercelClient,
  signal: AbortSignal,
  { key, projectId, gitBranch, targets = [] }: VariableInputs,
  teamId: string | undefined,
): Promise<Answer | undefined> {
  const all = await listVariables(client, signal, { teamId, projectId }, answer);
  return all.find(
    (one) =>
      one.key === key &&
      (one.gitBranch ?? undefined) === gitBranch &&
      one.target.some((environment) => targets.some((wanted) => wanted === environment)),
  );
}

/** The value of a sensitive variable can't be compared; the next update sends it again. */
function isMadeOf(found: Answer, { targets = [], sensitive, value }: VariableInputs): boolean {
  return (
    found.target.length === targets.length &&
    targets.every((wanted) => found.target.some((one) => one === wanted)) &&
    (sensitive ? found.type === "sensitive" : found.value === value)
  );
}
