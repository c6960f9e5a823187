import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import { expect, test } from "vitest";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import { definePackage } from "../table/package.ts";
import { defineResource } from "../table/resource.ts";
import { encode } from "../wire/values.ts";
import { create } from "./create.ts";
import { Sessions } from "./session.ts";
import { Unfinished } from "./unfinished.ts";
import { update } from "./update.ts";

const TYPE = "notes:index/note:Note";

interface Server {
  readonly notes: Map<string, string>;
  /** What happens after a note was written, and before it is signed. */
  readonly sign: () => void;
  /** Whether notes can be looked at. */
  readonly isReadable?: boolean;
}

/** Notes are made in two steps: they are written, and then signed. */
async function makeNotes(server: Server): Promise<Sessions> {
  const note = defineResource<Server>()({
    type: TYPE,
    properties: {
      text: { schema: z.string() },
      secret: { schema: z.string(), secret: true },
      seal: { schema: z.string(), computed: "always" },
    },
    async create({ client, inputs, checkpoint }) {
      client.notes.set("1", inputs.text);
      checkpoint({ id: "1", outputs: inputs });
      client.sign();
      return { id: "1", outputs: { ...inputs, seal: "signed" } };
    },
    async read({ client, id, state }) {
      if (client.isReadable === false) throw new Fault("unreadable");
      const text = client.notes.get(id);
      return text === undefined ? undefined : { id, outputs: { text, secret: state.secret ?? "", seal: "none" } };
    },
    async update({ client, id, inputs, checkpoint }) {
      client.notes.set(id, inputs.text);
      checkpoint({ id, outputs: inputs });
      client.sign();
      return { ...inputs, seal: "signed" };
    },
    async delete({ client, id }) {
      client.notes.delete(id);
    },
  });
  const notes = definePackage({
    name: "notes",
    configuration: {},
    resources: [note],
    connect: () => server,
    disconnect: async () => {},
  });
  const sessions = new Sessions([notes]);
  await sessions.begin("peer");
  await sessions.configure("peer", notes.open({}));
  return sessions;
}

const inputs = encode({ text: "hello", secret: "s3cret" });
const createRequest = new provider.CreateRequest().setUrn("urn").setType(TYPE).setProperties(inputs);
const updateRequest = new provider.UpdateRequest().setUrn("urn").setType(TYPE).setId("1").setNews(inputs);

const blotted = () => {
  throw new Fault("The note with s3cret is blotted: take another sheet.");
};

async function unfinishedOf(attempt: Promise<unknown>) {
  const thrown = await attempt.catch((error: unknown) => error);
  if (!(thrown instanceof Unfinished)) throw thrown;
  const { details, metadata } = thrown.serviceError;
  const [carried] = metadata.get("grpc-status-details-bin");
  const [any] = statuses.Status.deserializeBinary(carried as Buffer).getDetailsList();
  const detail = any?.unpack(provider.ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
  return { details, detail: detail ?? expect.fail("there is no resource in the error") };
}

test.each([
  ["made", (sessions: Sessions, gone: AbortSignal) => create(sessions, createRequest, { peer: "peer", gone })],
  ["changed", (sessions: Sessions, gone: AbortSignal) => update(sessions, updateRequest, { peer: "peer", gone })],
])("what is %s in part is told along with why, as it is there, and no secret in plain", async (_what, attempt) => {
  const sessions = await makeNotes({ notes: new Map(), sign: blotted });
  const { details, detail } = await unfinishedOf(attempt(sessions, new AbortController().signal));
  expect(details).toBe("The note with … is blotted: take another sheet.");
  expect(detail.getReasonsList()).toEqual([details]);
  expect(detail.getId()).toBe("1");
  const wrapped = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "s3cret" };
  expect(detail.getProperties()?.toJavaScript()).toEqual({ text: "hello", secret: wrapped, seal: "none" });
  expect(detail.getInputs()?.toJavaScript()).toEqual({ text: "hello", secret: wrapped });
});

test("when it can't be looked at, what was known of it is told", async () => {
  const sessions = await makeNotes({ notes: new Map(), sign: blotted, isReadable: false });
  const gone = new AbortController().signal;
  const { detail } = await unfinishedOf(create(sessions, createRequest, { peer: "peer", gone }));
  expect(Object.keys(detail.getProperties()?.toJavaScript() ?? {}).sort()).toEqual(["secret", "text"]);
});

test("when the engine cancels in the middle, it is told what is there", async () => {
  const sessions = await makeNotes({
    notes: new Map(),
    sign: () => {
      sessions.cancel("peer");
      sessions.of("peer").signal.throwIfAborted();
    },
  });
  const gone = new AbortController().signal;
  const { details } = await unfinishedOf(create(sessions, createRequest, { peer: "peer", gone }));
  expect(details).toBe('This was cancelled before it was done: run "pulumi up" again.');
});

test("when the engine has gone in the middle, nothing is left", async () => {
  const [notes, engine] = [new Map<string, string>(), new AbortController()];
  const sign = () => {
    engine.abort();
    engine.signal.throwIfAborted();
  };
  const sessions = await makeNotes({ notes, sign });
  await expect(create(sessions, createRequest, { peer: "peer", gone: engine.signal })).rejects.toThrow();
  expect([...notes]).toEqual([]);
});
