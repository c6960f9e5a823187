import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ChatMessage, Person, Room } from "./room.ts";
import { type ServerMessage, serverMessageSchema } from "./server-messages.ts";

const hello: ServerMessage = { type: "hello", environment: "local", release: { version: "1.2.3", commit: "abc" } };
const at = "2026-01-02T03:04:05.678Z";
const person: Person = { id: randomUUID(), name: "Ann" };
const room: Room = {
  slug: "jazz-x7k2pq",
  title: "Jazz",
  isPrivate: false,
  host: person,
  createdAt: at,
  endedAt: null,
};
const said: ChatMessage = { sequence: 1, id: randomUUID(), author: person, text: "Hello", at };
const ofNobody: ChatMessage = { ...said, sequence: 2, author: { id: null, name: "Bob" } };

describe("what a server may say", () => {
  it.each<[ServerMessage]>([
    [hello],
    [{ type: "pong", id: 0 }],
    [{ type: "reload" }],
    [{ type: "error", code: "x", message: "X." }],
    [{ type: "error", code: "too_fast", message: "X.", id: said.id, retryAfterMs: 100 }],
    [
      {
        type: "joined",
        room,
        you: person,
        expiresAt: at,
        presence: { count: 1, people: [person] },
        sequence: 2,
        resumed: false,
        messages: [said, ofNobody],
      },
    ],
    [{ type: "renewed", expiresAt: at }],
    [{ type: "messages", messages: [said] }],
    [{ type: "stored", id: said.id, sequence: 1, at }],
    [{ type: "presence", count: 1, appeared: [person], disappeared: [randomUUID()] }],
    [{ type: "removed" }],
    [{ type: "ended" }],
  ])("is %j, unchanged by the way over the wire", (message) => {
    expect(serverMessageSchema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it("may hold what a newer server adds, which is left out", () => {
    expect(serverMessageSchema.parse({ ...hello, later: 1 })).toEqual(hello);
    expect(serverMessageSchema.parse({ type: "messages", messages: [{ ...said, later: 1 }] })).toEqual({
      type: "messages",
      messages: [said],
    });
  });

  it.each([
    ["an environment that doesn't exist", { ...hello, environment: "preview" }],
    ["a message that was never counted", { type: "messages", messages: [{ ...said, sequence: 0 }] }],
    ["fewer than no people", { type: "presence", count: -1, appeared: [], disappeared: [] }],
  ])("has no %s", (_, message) => {
    expect(serverMessageSchema.safeParse(message).success).toBe(false);
  });
});
