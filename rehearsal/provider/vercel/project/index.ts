import { project as table } from "@pulumi/vercel/tables";
import { defineResource } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { parseImportId } from "../import-id.ts";
import { readProject, readVariables } from "./read.ts";
import { stateOf } from "./state.ts";
import { createProject, deleteProject, updateProject } from "./write.ts";

/** `vercel.Project`. Its id is Vercel's, such as `prj_…`; it is imported by `[<team>/]<id>`. */
export const project = defineResource<VercelClient>()({
  ...table,
  create: ({ client, signal, inputs, checkpoint }) => createProject(client, signal, inputs, checkpoint),
  async read({ client, signal, id, state }) {
    const named = parseImportId(id, ["project"]);
    const teamId = await client.teamId(state.teamId ?? named.teamId, signal);
    const found = await readProject(client, signal, named.parts[0], teamId);
    if (!found) return undefined;
    await readVariables(client, signal, found.id, teamId);
    return { id: found.id, outputs: stateOf(found, { ...state, teamId }) };
  },
  update: ({ client, signal, id, inputs, state }) => updateProject(client, signal, id, inputs, state),
  delete: ({ client, signal, id, state }) => deleteProject(client, signal, id, state.teamId),
});
