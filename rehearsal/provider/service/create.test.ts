import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { expect, test } from "vitest";
import { z } from "zod";
import { definePackage } from "../table/package.ts";
import { defineResource } from "../table/resource.ts";
import { encode } from "../wire/values.ts";
import { create } from "./create.ts";
import { Sessions } from "./session.ts";

/** A server of notes, kept in a set; `afterWrite` happens when one has been written and nobody has been told yet. */
async function makeNotes(afterWrite: () => void) {
  const written = new Set<string>();
  const note = defineResource<Set<string>>()({
    type: "notes:index/note:Note",
    properties: { text: { schema: z.string() } },
    async create({ client, inputs }) {
      client.add(inputs.text);
      afterWrite();
      return { id: inputs.text, outputs: inputs };
    },
    async read({ client, id }) {
      return client.has(id) ? { id, outputs: { text: id } } : undefined;
    },
    async update({ inputs }) {
      return inputs;
    },
    async delete({ client, id, signal }) {
      signal.throwIfAborted();
      client.delete(id);
    },
  });
  const notes = definePackage({
    name: "notes",
    configuration: {},
    resources: [note],
    connect: () => written,
    disconnect: async () => {},
  });
  const sessions = new Sessions([notes]);
  await sessions.begin("peer");
  await sessions.configure("peer", notes.open({}));
  return { sessions, written };
}

const request = new provider.CreateRequest()
  .setUrn("urn:pulumi:test::project::notes:index/note:Note::note")
  .setType("notes:index/note:Note")
  .setProperties(encode({ text: "hello" }));

test("what is made stays", async () => {
  const { sessions, written } = await makeNotes(() => {});
  const response = await create(sessions, request, { peer: "peer", gone: new AbortController().signal });
  expect(response.getId()).toBe("hello");
  expect([...written]).toEqual(["hello"]);
});

test("what is made is removed again when the engine has gone before it could be told", async () => {
  const engine = new AbortController();
  const { sessions, written } = await makeNotes(() => engine.abort());
  await create(sessions, request, { peer: "peer", gone: engine.signal });
  expect([...written]).toEqual([]);
});
