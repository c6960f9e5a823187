import { type ServerMessage, serverMessageSchema } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readServerMessage } from "./read-message.ts";

function bySchema(text: string): ServerMessage | undefined {
  try {
    return serverMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const uuid = "0197a3c5-7b1e-7c3a-9f00-1234567890ab";
const ann = { id: uuid, name: "Ann" };
const at = "2026-01-31T09:30:00.000Z";
const room = { slug: "jazz-x7k2pq", title: "Jazz", isPrivate: false, host: ann, createdAt: at, endedAt: null };
const said = { sequence: 1, id: uuid, author: ann, text: "Hello", at };

const samples: Record<ServerMessage["type"], ServerMessage> = {
  hello: { type: "hello", environment: "staging", release: { version: "1.0.0", commit: "abc" } },
  pong: { type: "pong", id: 7 },
  reload: { type: "reload" },
  error: { type: "error", code: "too_fast", message: "Say it again.", id: uuid, retryAfterMs: 500 },
  joined: {
    type: "joined",
    room,
    you: ann,
    expiresAt: at,
    presence: { count: 1, people: [ann] },
    sequence: 1,
    resumed: false,
    messages: [said],
  },
  renewed: { type: "renewed", expiresAt: at },
  messages: { type: "messages", messages: [said, { ...said, sequence: 2, author: { id: null, name: "Bob" } }] },
  stored: { type: "stored", id: uuid, sequence: 1, at },
  presence: { type: "presence", count: 2, appeared: [ann], disappeared: [uuid] },
  removed: { type: "removed" },
  ended: { type: "ended" },
};

const oddValues = [
  undefined,
  null,
  "",
  "x",
  0,
  -1,
  0.5,
  2 ** 53,
  true,
  [],
  {},
  [null],
  [{}],
  "2026-02-30T00:00:00Z",
  at,
];
const oddValue = fc.oneof(fc.constantFrom(...oddValues), fc.jsonValue());

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[]];
  const deeper = Object.entries(value).flatMap(([key, part]) => placesIn(part).map((place) => [key, ...place]));
  return [[], ...deeper];
}

/** A value with something else in one of its places. */
function withOther(value: unknown, [key, ...place]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const parts = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(parts, { [key]: withOther(Reflect.get(parts, key), place, other) });
}

describe("readServerMessage", () => {
  it("knows every kind of message that the protocol has", () => {
    for (const sample of Object.values(samples)) expect(readServerMessage(JSON.stringify(sample))).toEqual(sample);
  });

  it("reads exactly what the protocol's schema reads, whatever is wrong with a message", () => {
    const broken = fc
      .constantFrom(...Object.values(samples))
      .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...placesIn(sample)), oddValue));
    fc.assert(
      fc.property(broken, ([sample, place, other]) => {
        const text = JSON.stringify(withOther(sample, place, other)) ?? "";
        expect(readServerMessage(text)).toEqual(bySchema(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it("passes over what only a newer server says", () => {
    const newer = { ...samples.presence, more: 1, appeared: [{ ...ann, colour: "red" }] };
    expect(readServerMessage(JSON.stringify(newer))).toEqual(samples.presence);
    expect(readServerMessage('{"type":"news"}')).toBeUndefined();
    expect(readServerMessage('{"type":"constructor"}')).toBeUndefined();
  });

  it("reads nothing out of text that is no JSON", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readServerMessage(text)).toEqual(bySchema(text));
      }),
    );
  });
});
