import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientMessageSchema, type ServerMessage, serverMessageSchema } from "./messages.ts";

const hello: ServerMessage = { type: "hello", environment: "local", release: { version: "1.2.3", commit: "abc" } };

describe("what a client may say", () => {
  it("is ping with any whole number from 0", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (id) => {
        expect(clientMessageSchema.parse({ type: "ping", id })).toEqual({ type: "ping", id });
      }),
    );
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
  ])("is not %s", (_, message) => {
    expect(clientMessageSchema.safeParse(message).success).toBe(false);
  });

  it("is judged without throwing, whatever arrives", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(clientMessageSchema.safeParse(value)).toHaveProperty("success");
      }),
    );
  });
});

describe("what a server may say", () => {
  it.each<[ServerMessage]>([
    [hello],
    [{ type: "pong", id: 0 }],
    [{ type: "reload" }],
    [{ type: "error", code: "x", message: "X." }],
  ])("is %j, unchanged by the way over the wire", (message) => {
    expect(serverMessageSchema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it("may hold what a newer server adds, which is left out", () => {
    expect(serverMessageSchema.parse({ ...hello, later: 1 })).toEqual(hello);
  });

  it("names an environment that exists", () => {
    expect(serverMessageSchema.safeParse({ ...hello, environment: "preview" }).success).toBe(false);
  });
});
