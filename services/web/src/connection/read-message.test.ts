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

const id = fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5, 2 ** 53, Number.MAX_SAFE_INTEGER, "1", null));
const field = fc.oneof(fc.string(), fc.constantFrom(undefined, null, 1));
const message = fc.oneof(
  fc.record({ type: fc.constant("pong"), id }),
  fc.record({ type: fc.constant("error"), code: field, message: field, more: fc.anything() }),
  fc.record({ type: fc.constantFrom("reload", "news", "constructor", null) }),
  fc.record({
    type: fc.constant("hello"),
    environment: fc.constantFrom("local", "staging", "production", "elsewhere"),
    release: fc.oneof(fc.record({ version: field, commit: field, more: field }), field, fc.constant([])),
  }),
  fc.jsonValue(),
);

describe("readServerMessage", () => {
  it("reads exactly what the protocol's schema reads", () => {
    fc.assert(
      fc.property(message, (value) => {
        const text = JSON.stringify(value) ?? "";
        expect(readServerMessage(text)).toEqual(bySchema(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads nothing out of text that is no JSON", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readServerMessage(text)).toEqual(bySchema(text));
      }),
    );
  });

  it("knows every kind of message that the protocol has", () => {
    const samples: Record<ServerMessage["type"], ServerMessage> = {
      hello: { type: "hello", environment: "staging", release: { version: "1.0.0", commit: "abc" } },
      pong: { type: "pong", id: 7 },
      reload: { type: "reload" },
      error: { type: "error", code: "bad-message", message: "Say it again." },
    };
    for (const sample of Object.values(samples)) expect(readServerMessage(JSON.stringify(sample))).toEqual(sample);
  });
});
