import { project as table } from "@pulumi/render/tables";
import { defineResource } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";
import { readProject } from "./read.ts";
import { createProject, deleteProject, updateProject } from "./write.ts";

/** `render.Project`. Its id is Render's, such as `prj-…`. */
export const project = defineResource<RenderClient>()({
  ...table,
  create: ({ client, signal, inputs, checkpoint }) => createProject(client, signal, inputs, checkpoint),
  async read({ client, signal, id, state }) {
    const outputs = await readProject(client, signal, id, state.environments ?? {});
    return outputs && { id, outputs };
  },
  update: ({ client, signal, id, inputs, state, checkpoint }) =>
    updateProject(client, signal, id, inputs, state, checkpoint),
  delete: ({ client, signal, id }) => deleteProject(client, signal, id),
});
