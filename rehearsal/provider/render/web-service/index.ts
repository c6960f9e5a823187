import { webService as table } from "@pulumi/render/tables";
import { defineResource } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";
import { readWebService } from "./read.ts";
import { createWebService, deleteWebService, updateWebService } from "./write.ts";

/** `render.WebService`, of an image. Its id is Render's, such as `srv-…`. */
export const webService = defineResource<RenderClient>()({
  ...table,
  create: ({ client, signal, inputs, checkpoint }) => createWebService(client, signal, inputs, checkpoint),
  async read({ client, signal, id, state }) {
    const found = await readWebService(client, signal, id, state);
    return found && { id, outputs: found };
  },
  update: ({ client, signal, id, inputs, state }) => updateWebService(client, signal, id, inputs, state),
  delete: ({ client, signal, id }) => deleteWebService(client, signal, id),
});
