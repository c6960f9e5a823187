import { registryCredential as table } from "@pulumi/render/tables";
import { z } from "zod";
import { createOnce } from "../../rest/create-once.ts";
import { isGone } from "../../rest/failure.ts";
import { defineResource } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";

const credential = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  registry: table.properties.registry.schema,
});

/** `render.RegistryCredential`. Render never tells its token, so that a change made to it there can't be seen. */
export const registryCredential = defineResource<RenderClient>()({
  ...table,
  async create({ client, signal, inputs }) {
    const { name, username, registry, authToken } = inputs;
    const { ownerId } = client;
    const made = await createOnce({
      exists: `Render has a registry credential "${name}"`,
      find: async (during) => {
        const purpose = `list its registry credentials called "${name}"`;
        const query = { name, ownerId };
        const answer = z.array(credential);
        return client.send({ method: "GET", path: "/registrycredentials", query, answer, purpose, signal: during });
      },
      make: () =>
        client.send({
          method: "POST",
          path: "/registrycredentials",
          body: { name, username, registry, authToken, ownerId },
          answer: credential,
          purpose: `create the registry credential "${name}"`,
          signal,
        }),
      isSame: (other) => other.username === username && other.registry === registry,
      signal,
    });
    const { id, ...outputs } = made;
    return { id, outputs: { ...outputs, authToken } };
  },
  async read({ client, signal, id, state }) {
    const purpose = `show the registry credential ${id}`;
    try {
      const answer = credential;
      const { id: found, ...outputs } = await client.send({ method: "GET", path: pathOf(id), answer, purpose, signal });
      return { id: found, outputs: { ...outputs, authToken: state.authToken ?? "" } };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },
  async update({ client, signal, id, inputs }) {
    const { name, username, registry, authToken } = inputs;
    const purpose = `change the registry credential "${name}"`;
    const body = { name, username, registry, authToken };
    const request = { method: "PATCH", path: pathOf(id), body, answer: credential, purpose, signal } as const;
    const { id: _, ...outputs } = await client.send(request);
    return { ...outputs, authToken };
  },
  async delete({ client, signal, id }) {
    const purpose = `delete the registry credential ${id}`;
    await client.send({ method: "DELETE", path: pathOf(id), purpose, signal }).catch((error) => {
      if (!isGone(error)) throw error;
    });
  },
});

function pathOf(id: string): string {
  return `/registrycredentials/${encodeURIComponent(id)}`;
}
