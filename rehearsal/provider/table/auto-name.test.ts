import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { autoName, isAutoNamed } from "./auto-name.ts";

const table = { name: { schema: z.string(), autoNamed: { maxLength: 20 } }, other: { schema: z.string() } };
const seed = Buffer.from("seed");

test("a name that the program gives stays", () => {
  expect(autoName(table, { name: "mine" }, { name: "old" }, "web", seed)).toEqual({ name: "mine" });
});

test("an omitted name is the resource's name and a suffix that depends on the seed alone", () => {
  const { name } = autoName(table, {}, {}, "web", seed);
  expect(name).toMatch(/^web-[0-9a-f]{7}$/);
  expect(autoName(table, {}, {}, "web", seed)).toEqual({ name });
  expect(autoName(table, {}, {}, "web", Buffer.from("other"))).not.toEqual({ name });
});

test("a made name is kept, and one that the program had chosen is not taken for one", () => {
  expect(autoName(table, {}, { name: "web-0123abc" }, "web", seed)).toEqual({ name: "web-0123abc" });
  expect(autoName(table, {}, { name: "production" }, "web", seed).name).toMatch(/^web-/);
});

test("made names are never too long and are always known again", () => {
  const name = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(name, fc.uint8Array(), (resource, bytes) => {
      const made = String(autoName(table, {}, {}, resource, bytes).name);
      expect(made.length).toBeLessThanOrEqual(20);
      expect(isAutoNamed(made, resource)).toBe(true);
    }),
  );
});
