import { defineResource } from "../../table/resource.ts";
import type { PostgresClient } from "../client.ts";
import { roleProperties } from "./properties.ts";
import { readRole } from "./read.ts";
import { createRole, deleteRole, updateRole } from "./write.ts";

/** `postgresql.Role`. Its id is its name at creation; a rename keeps the id until the next refresh. */
export const role = defineResource<PostgresClient>()({
  type: "postgresql:index/role:Role",
  properties: roleProperties,
  async create({ client, inputs, urn, signal }) {
    await createRole(client, signal, inputs, urn);
    return { id: inputs.name, outputs: inputs };
  },
  async read({ client, id, state, signal }) {
    const outputs = await readRole(client, signal, state.name ?? id, state);
    return outputs && { id: outputs.name, outputs };
  },
  async update({ client, inputs, state, signal }) {
    await updateRole(client, signal, inputs, state);
    return inputs;
  },
  async delete({ client, id, state, signal }) {
    await deleteRole(client, signal, state.name ?? id, state);
  },
});
