import { projectDeploymentRetention as table } from "@pulumi/vercel/tables";
import { defineResource } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { assertProjectExists } from "../existing-project.ts";
import { unlessGone } from "../gone.ts";
import { parseImportId } from "../import-id.ts";
import { bodyOf, type RetentionInputs, type RetentionState, readAnswer, writeAnswer } from "./answer.ts";

/**
 * `vercel.ProjectDeploymentRetention`. It is a setting of a project, which always has one: making it changes the setting,
 * and removing it asks nothing of Vercel. Its id is `<team>/<project>`, in which the team may be empty.
 */
export const projectDeploymentRetention = defineResource<VercelClient>()({
  ...table,
  async create({ client, signal, inputs }) {
    await assertProjectExists(client, signal, inputs);
    const outputs = await write(client, signal, inputs);
    return { id: `${outputs.teamId ?? ""}/${outputs.projectId}`, outputs };
  },
  async read({ client, signal, id, state }) {
    const named = parseImportId(id, ["project"]);
    const [projectId] = named.parts;
    const teamId = await client.teamId(state.teamId ?? named.teamId, signal);
    const path = `/v2/projects/${encodeURIComponent(projectId)}`;
    const purpose = `show how long deployments of the project ${projectId} stay`;
    const found = await unlessGone(client.send({ method: "GET", path, teamId, answer: readAnswer, purpose, signal }));
    return found && { id: `${teamId ?? ""}/${projectId}`, outputs: { ...found, projectId, teamId } as RetentionState };
  },
  update: ({ client, signal, inputs }) => write(client, signal, inputs),
  async delete() {},
});

async function write(client: VercelClient, signal: AbortSignal, inputs: RetentionInputs): Promise<RetentionState> {
  const { projectId } = inputs;
  const teamId = await client.teamId(inputs.teamId, signal);
  const written = await client.send({
    method: "PATCH",
    path: `/v9/projects/${encodeURIComponent(projectId)}/deployment-expiration`,
    body: bodyOf(inputs),
    teamId,
    answer: writeAnswer,
    purpose: `change how long deployments of the project ${projectId} stay`,
    signal,
  });
  // Without a team there is no id of one, which the types of outputs can't say.
  return { ...written, projectId, teamId } as RetentionState;
}
