import { Fault } from "../../../fault.ts";
import { RestFailure } from "../../rest/failure.ts";
import type { Checkpoint } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { assertProjectExists } from "../existing-project.ts";
import { unlessGone } from "../gone.ts";
import { formatImportId } from "../import-id.ts";
import { lookAgain } from "../look-again.ts";
import { type Answer, answer, type DomainInputs, type DomainState, stateOf } from "./answer.ts";
import { type DomainName, pathOf, readConfig, readDomain } from "./read.ts";
import { untilReady } from "./wait.ts";

/**
 * Adds a domain to a project, and waits for it if the program asks for that.
 *
 * @throws Fault when the domain is in use, or can't be added
 */
export async function createDomain(
  client: VercelClient,
  signal: AbortSignal,
  inputs: DomainInputs,
  checkpoint: Checkpoint<DomainState>,
): Promise<{ id: string; outputs: DomainState }> {
  const name = await nameOf(client, signal, inputs);
  await assertProjectExists(client, signal, name);
  const added = await add(client, signal, name, inputs);
  checkpoint({ id: added.name, outputs: inputs as Partial<DomainState> });
  return { id: added.name, outputs: await finished(client, signal, name, inputs, added) };
}

/** Changes a domain in place: its branch, and where it leads. */
export async function updateDomain(
  client: VercelClient,
  signal: AbortSignal,
  inputs: DomainInputs,
): Promise<DomainState> {
  const name = await nameOf(client, signal, inputs);
  const { gitBranch = null, redirect = null, redirectStatusCode = null, customEnvironmentId } = inputs;
  const changed = await client.send({
    method: "PATCH",
    path: pathOf(name),
    body: { gitBranch, customEnvironmentId, redirect, redirectStatusCode },
    teamId: name.teamId,
    answer,
    purpose: `change the domain ${name.domain} of the project ${name.projectId}`,
    signal,
  });
  return finished(client, signal, name, inputs, changed);
}

/** Takes a domain away from a project; nothing to do when it is gone already. */
export async function deleteDomain(client: VercelClient, signal: AbortSignal, name: DomainName): Promise<void> {
  const purpose = `remove the domain ${name.domain} from the project ${name.projectId}`;
  await unlessGone(client.send({ method: "DELETE", path: pathOf(name), teamId: name.teamId, purpose, signal }));
}

async function nameOf(client: VercelClient, signal: AbortSignal, inputs: DomainInputs): Promise<DomainName> {
  const { projectId, domain } = inputs;
  return { projectId, domain, teamId: await client.teamId(inputs.teamId, signal) };
}

async function add(client: VercelClient, signal: AbortSignal, name: DomainName, inputs: DomainInputs): Promise<Answer> {
  const { domain, projectId, teamId } = name;
  const { gitBranch, customEnvironmentId, redirect, redirectStatusCode } = inputs;
  try {
    return await client.send({
      method: "POST",
      path: `/v10/projects/${encodeURIComponent(projectId)}/domains`,
      body: { name: domain, gitBranch, customEnvironmentId, redirect, redirectStatusCode },
      teamId,
      answer,
      purpose: `add the domain ${domain} to the project ${projectId}`,
      signal,
    });
  } catch (error) {
    const found = await lookAgain(error, signal, (during) => unlessGone(readDomain(client, during, name)));
    if (found) return found;
    if (error instanceof RestFailure && error.status === 409) {
      throw new Fault(
        `${error.message} If this stack is to have it, give the resource the option import: "${formatImportId(teamId, projectId, domain)}" for one "pulumi up".`,
        { cause: error },
      );
    }
    throw error;
  }
}

async function finished(
  client: VercelClient,
  signal: AbortSignal,
  name: DomainName,
  { waitForReady }: DomainInputs,
  changed: Answer,
): Promise<DomainState> {
  const known = { teamId: name.teamId, waitForReady };
  if (!waitForReady) return stateOf(changed, await readConfig(client, signal, name), known);
  const { found, config } = await untilReady(client, signal, name);
  return stateOf(found, config, known);
}
