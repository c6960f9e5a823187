import { postgres as table } from "@pulumi/render/tables";
import { defineResource } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";
import { readPostgres } from "./read.ts";
import { createPostgres, deletePostgres, updatePostgres } from "./write.ts";

/** `render.Postgres`. Its id is Render's, such as `dpg-…`. */
export const postgres = defineResource<RenderClient>()({
  ...table,
  create: ({ client, signal, inputs, checkpoint }) => createPostgres(client, signal, inputs, checkpoint),
  async read({ client, signal, id, state }) {
    const outputs = await readPostgres(client, signal, id, state);
    return outputs && { id, outputs };
  },
  update: ({ client, signal, id, inputs, state }) => updatePostgres(client, signal, id, inputs, state),
  delete: ({ client, signal, id }) => deletePostgres(client, signal, id),
});
