import { projectEnvironmentVariable as table } from "@pulumi/vercel/tables";
import { defineResource } from "../../table/resource.ts";
import type { VercelClient } from "../client.ts";
import { unlessGone } from "../gone.ts";
import { parseImportId } from "../import-id.ts";
import { stateOf } from "./answer.ts";
import { readVariable, type VariableId } from "./read.ts";
import { createVariable, deleteVariable, updateVariable } from "./write.ts";

/** `vercel.ProjectEnvironmentVariable`. Its id is Vercel's; it is imported by `[<team>/]<project>/<id>`. */
export const projectEnvironmentVariable = defineResource<VercelClient>()({
  ...table,
  create: ({ client, signal, inputs }) => createVariable(client, signal, inputs),
  async read({ client, signal, id, state }) {
    const named = idOf(id, state);
    const one = { ...named, teamId: await client.teamId(named.teamId, signal) };
    const found = await unlessGone(readVariable(client, signal, one));
    if (!found) return undefined;
    const value = found.type === "sensitive" ? state.value : found.value;
    return { id: found.id, outputs: stateOf(found, { ...one, value }) };
  },
  update: ({ client, signal, id, inputs }) => updateVariable(client, signal, id, inputs),
  delete: ({ client, signal, id, state }) => deleteVariable(client, signal, idOf(id, state)),
});

function idOf(id: string, { projectId, teamId }: Partial<VariableId>): VariableId {
  if (projectId !== undefined) return { teamId, projectId, id };
  const named = parseImportId(id, ["project", "variable"]);
  return { teamId: named.teamId, projectId: named.parts[0], id: named.parts[1] };
}
