import { Hono } from "hono";
import { expect, test } from "vitest";
import { z } from "zod";
import { check, jsonOf } from "./check.ts";

const refuse = (reason: string) => new Error(`Invalid request: ${reason}.`);
const schema = z.strictObject({
  name: z.string().min(3, "must have at least 3 letters"),
  kind: z.enum(["a", "b"]).optional(),
  list: z.array(z.strictObject({ size: z.number() })).optional(),
  day: z.iso.date().optional(),
});

test.each([
  [{}, "`name` is missing"],
  [{ name: "ab" }, "`name` must have at least 3 letters"],
  [{ name: 7 }, "`name` is wrong (Invalid input: expected string, received number)"],
  [{ name: "abc", kind: "c" }, '`kind` must be one of "a", "b"'],
  [{ name: "abc", list: [{ size: 1 }, {}] }, "`list.1.size` is missing"],
  [{ name: "abc", list: [{ size: 1, colour: "red" }] }, "`list.0` has the unknown property `colour`"],
  [{ name: "abc", colour: "red", shape: "round" }, "the body has the unknown property `colour`, `shape`"],
  [{ name: "abc", day: "today" }, "`day` is wrong (Invalid ISO date)"],
  ["abc", "the body is wrong (Invalid input: expected object, received string)"],
])("%j is refused because %s", (given, reason) => {
  expect(() => check(given, schema, "the body", refuse)).toThrow(new Error(`Invalid request: ${reason}.`));
});

test("a value that is refused is not told, since it may be a secret", () => {
  const secret = z.strictObject({ password: z.string().regex(/^[a-z]+$/, "must be of letters"), kind: z.enum(["a"]) });
  const reasonOf = (given: object) => {
    try {
      return check(given, secret, "the body", refuse);
    } catch (error) {
      return String(error);
    }
  };
  expect(reasonOf({ password: "canary-1", kind: "a" })).toBe("Error: Invalid request: `password` must be of letters.");
  expect(reasonOf({ password: "a", kind: "canary-2" })).toBe('Error: Invalid request: `kind` must be one of "a".');
});

test("what is right is given as its schema makes it", () => {
  const query = z.strictObject({ limit: z.coerce.number().default(20) });
  expect(check({ limit: "5" }, query, "the query", refuse)).toEqual({ limit: 5 });
  expect(check({}, query, "the query", refuse)).toEqual({ limit: 20 });
});

test("a body is JSON, or nothing", async () => {
  const app = new Hono()
    .post("/", async (c) => c.json({ body: await jsonOf(c, refuse) }))
    .onError((error, c) => c.text(error.message, 400));
  const send = async (body?: string) => (await app.request("/", { method: "POST", ...(body && { body }) })).text();
  expect(await send('{"a":[1]}')).toBe('{"body":{"a":[1]}}');
  expect(await send("null")).toBe('{"body":null}');
  expect(await send()).toBe('{"body":{}}');
  expect(await send("{")).toBe("Invalid request: the body is no JSON.");
});
