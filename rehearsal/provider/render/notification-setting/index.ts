import { notificationSetting as table } from "@pulumi/render/tables";
import { z } from "zod";
import { defineResource } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";

/** What Pulumi's bridge calls a resource that has no id of its own. */
const ID = "missing ID";

const setting = z.object({
  emailEnabled: z.boolean(),
  notificationsToSend: z.enum(["all", "failure", "none"]),
  previewNotificationsEnabled: z.boolean(),
  slackEnabled: z.boolean(),
});

/** `render.NotificationSetting`: a workspace always has one, so that it is neither made nor removed, only changed. */
export const notificationSetting = defineResource<RenderClient>()({
  ...table,
  async create({ client, signal, inputs }) {
    return { id: ID, outputs: await change(client, signal, inputs) };
  },
  async read({ client, signal }) {
    const purpose = "show the notification setting of the workspace";
    const request = { method: "GET", path: pathOf(client), answer: setting, purpose, signal } as const;
    return { id: ID, outputs: await client.send(request) };
  },
  update: ({ client, signal, inputs }) => change(client, signal, inputs),
  async delete() {},
});

function change(client: RenderClient, signal: AbortSignal, body: object): Promise<z.output<typeof setting>> {
  const purpose = "change the notification setting of the workspace";
  return client.send({ method: "PATCH", path: pathOf(client), body, answer: setting, purpose, signal });
}

function pathOf({ ownerId }: RenderClient): string {
  return `/notification-settings/owners/${encodeURIComponent(ownerId)}`;
}
