import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { listOf, mapOf, notEmpty, object, optional, outputSchema, setOf } from "./nested.ts";
import type { Arguments, Outputs, PropertyTable } from "./property.ts";

const fields = {
  name: { schema: z.string() },
  count: { schema: z.int().optional(), computed: "when omitted" },
  old: { schema: z.string().optional(), unsupported: "is not served here" },
  id: { schema: z.string(), computed: "always" },
} as const satisfies PropertyTable;

test.each([
  ["object", object(fields), (one: unknown) => one],
  ["list", listOf(fields), (one: unknown) => [one]],
  ["list", setOf(fields), (one: unknown) => [one]],
  ["map", mapOf(fields), (one: unknown) => ({ any: one })],
] as const)("an %s takes what a program may give, and nothing else", (nesting, property, wrap) => {
  expect(property.nesting).toBe(nesting);
  expect(property.schema.safeParse(wrap({ name: "a" })).success).toBe(true);
  expect(property.schema.safeParse(wrap({})).success).toBe(false);
  for (const refused of ["old", "id", "other"]) {
    expect(property.schema.safeParse(wrap({ name: "a", [refused]: "x" })).success).toBe(false);
  }
});

test("the order of a set says nothing, that of a list does", () => {
  expect(setOf(fields)).toMatchObject({ unordered: true });
  expect(listOf(fields)).not.toHaveProperty("unordered");
});

test.each([
  [notEmpty(mapOf(fields)), {}, { any: { name: "a" } }],
  [notEmpty(setOf(fields)), [], [{ name: "a" }]],
])("what must not be empty may still be optional", (property, empty, one) => {
  expect(property.schema.safeParse(empty).error?.issues).toMatchObject([{ message: "must have at least one" }]);
  expect(property.schema.safeParse(one).success).toBe(true);
  expect(optional(property).schema.safeParse(undefined).success).toBe(true);
  expect(optional(property).schema.safeParse(empty).success).toBe(false);
});

test("an output holds what the server adds, known to the table or not", () => {
  const given = { any: { name: "a", id: "1", added: true } };
  expect(outputSchema(mapOf(fields)).parse(given)).toEqual(given);
  expect(outputSchema(mapOf(fields)).safeParse({ any: { name: 1 } }).success).toBe(false);
  expect(outputSchema(optional(mapOf(fields))).safeParse(undefined).success).toBe(true);
  expect(outputSchema(mapOf(fields)).safeParse(undefined).success).toBe(false);
});

test("types tell what is given from what is there in the end, at every depth", () => {
  const table = { parts: optional(mapOf(fields)), one: object(fields) } as const;
  type Given = Arguments<typeof table>;
  expectTypeOf<Given["one"]>().toEqualTypeOf<{ name: string; count?: number | undefined }>();
  expectTypeOf<Record<never, never>>().not.toExtend<Given>();
  type Made = Outputs<typeof table>;
  expectTypeOf<Made["one"]["id"]>().toEqualTypeOf<string>();
  expectTypeOf<Made["one"]["count"]>().toEqualTypeOf<number>();
  expectTypeOf<Made["parts"]>().toExtend<Record<string, { id: string }> | undefined>();
});
