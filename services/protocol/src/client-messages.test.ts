import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClientMessage, clientMessageSchema, MAXIMUM_MESSAGE_BYTES } from "./client-messages.ts";
import { MAXIMUM_CHAT_LENGTH } from "./text.ts";

const id = randomUUID();

describe("what a client may say", () => {
  it("is ping with any whole number from 0", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        expect(clientMessageSchema.parse({ type: "ping", id: number })).toEqual({ type: "ping", id: number });
      }),
    );
  });

  it.each<[ClientMessage]>([
    [{ type: "join", room: "jazz-x7k2pq", token: "t" }],
    [{ type: "join", room: "jazz-x7k2pq", token: "t", resume: 0 }],
    [{ type: "renew", token: "t" }],
    [{ type: "chat", id, text: "Hello" }],
  ])("is %j, unchanged by the way over the wire", (message) => {
    expect(clientMessageSchema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it.each([
    ["nothing", null],
    ["a list", []],
    ["no type", { id: 1 }],
    ["another type", { type: "shout", id: 1 }],
    ["no id", { type: "ping" }],
    ["an id of another type", { type: "ping", id: "1" }],
    ["a negative id", { type: "ping", id: -1 }],
    ["a broken id", { type: "ping", id: 0.5 }],
    ["an id that a number can't hold", { type: "ping", id: 2 ** 53 }],
    ["a property that isn't known", { type: "ping", id: 1, more: true }],
    ["no token", { type: "join", room: "jazz" }],
    ["an endless token", { type: "renew", token: "t".repeat(4_097) }],
    ["a broken sequence", { type: "join", room: "jazz", token: "t", resume: 0.5 }],
    ["an id in upper case, which the database wouldn't give back", { type: "chat", id: id.toUpperCase(), text: "Hi" }],
    ["an id that is no UUID", { type: "chat", id: "1", text: "Hi" }],
    ["an endless text", { type: "chat", id, text: "a".repeat(MAXIMUM_CHAT_LENGTH + 1) }],
  ])("is not %s", (_, message) => {
    expect(clientMessageSchema.safeParse(message).success).toBe(false);
  });

  it("fits into the longest message, however many bytes its characters have", () => {
    for (const character of ["a", "é", "語", "\n", '"', "\\"]) {
      const message: ClientMessage = { type: "chat", id, text: character.repeat(MAXIMUM_CHAT_LENGTH) };
      expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(MAXIMUM_MESSAGE_BYTES);
    }
  });

  it("is judged without throwing, whatever arrives", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(clientMessageSchema.safeParse(value)).toHaveProperty("success");
      }),
    );
  });
});
