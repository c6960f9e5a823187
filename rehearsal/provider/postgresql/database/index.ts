import { defineResource } from "../../table/resource.ts";
import type { PostgresClient } from "../client.ts";
import { databaseProperties } from "./properties.ts";
import { readDatabase } from "./read.ts";
import { createDatabase, deleteDatabase, updateDatabase } from "./write.ts";

/** `postgresql.Database`. Its id is its name at creation; a rename keeps the id until the next refresh. */
export const database = defineResource<PostgresClient>()({
  type: "postgresql:index/database:Database",
  properties: databaseProperties,
  async create({ client, inputs, urn, signal }) {
    return { id: inputs.name, outputs: await createDatabase(client, signal, inputs, urn) };
  },
  async read({ client, id, state, signal }) {
    const outputs = await readDatabase(client, signal, state.name ?? id, state);
    return outputs && { id: outputs.name, outputs };
  },
  async update({ client, inputs, state, signal }) {
    return updateDatabase(client, signal, inputs, state);
  },
  async delete({ client, id, state, signal }) {
    await deleteDatabase(client, signal, state.name ?? id, state);
  },
});
