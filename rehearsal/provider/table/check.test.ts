import { listOf, mapOf, object, optional, type PropertyTable, type ResourceTable } from "@live-listen/property-tables";
import { expect, test } from "vitest";
import { z } from "zod";
import { UNKNOWN } from "../wire/values.ts";
import { checkInputs } from "./check.ts";

const properties = {
  size: { schema: z.int().min(1, "must be at least 1") },
  region: { schema: z.enum(["east", "west"]).default("east") },
  tags: { schema: z.record(z.string(), z.string()).optional() },
  ports: { schema: z.array(z.object({ port: z.int() })).optional() },
  old: { schema: z.string().optional(), unsupported: "is not served here" },
  source: optional(
    object({
      image: { schema: z.string() },
      digest: { schema: z.string(), computed: "always" },
      build: { schema: z.string(), unsupported: "is built elsewhere" },
    }),
  ),
  variables: optional(
    mapOf({ value: { schema: z.string() }, kind: { schema: z.enum(["plain", "hidden"]).default("plain") } }),
  ),
  domains: {
    ...optional(listOf({ name: { schema: z.string() } })),
    schema: z
      .array(z.strictObject({ name: z.string() }))
      .min(1, "must have at least one")
      .optional(),
  },
  url: { schema: z.string(), computed: "always" },
} satisfies PropertyTable;

const resource: ResourceTable = {
  type: "test:index/thing:Thing",
  properties,
  complete: (inputs) => inputs,
  rules: [
    {
      property: "size",
      reads: ["size", "region"],
      broken: ({ size, region }) => (region === "west" && size === 1 ? "must be more than 1 in the west" : undefined),
    },
  ],
};

function failuresOf(inputs: Record<string, unknown>): string[] {
  return checkInputs(resource, inputs).failures.map(({ property, reason }) => `${property} ${reason}`);
}

test("defaults are filled in", () => {
  expect(checkInputs(resource, { size: 2 })).toEqual({ values: { size: 2, region: "east" }, failures: [] });
});

test.each([
  [{}, "size is required and missing"],
  [{ size: "2" }, "size is invalid: expected number, received string"],
  [{ size: 0 }, "size must be at least 1"],
  [{ size: 2, region: "north" }, 'region must be one of "east", "west"'],
  [{ size: 2, sise: 1 }, "sise is no property of test:index/thing:Thing"],
  [{ size: 2, constructor: 1 }, "constructor is no property of test:index/thing:Thing"],
  [{ size: 2, url: "x" }, "url is an output and can't be set"],
  [{ size: 2, old: "x" }, "old is not served here"],
  [{ size: 2, tags: { a: 1 } }, "tags.a is invalid: expected string, received number"],
  [{ size: 2, ports: [{ port: 1 }, {}] }, "ports[1].port is required and missing"],
  [{ size: 2, source: { image: "a", imag: "b" } }, "source.imag is no property of test:index/thing:Thing"],
  [{ size: 2, source: { image: "a", digest: "b" } }, "source.digest is an output and can't be set"],
  [{ size: 2, source: { image: "a", build: "b" } }, "source.build is built elsewhere"],
  [{ size: 2, source: {} }, "source.image is required and missing"],
  [{ size: 2, source: "a" }, "source is invalid: expected object, received string"],
  [{ size: 2, variables: { A: {} } }, 'variables["A"].value is required and missing'],
  [
    { size: 2, variables: { "A.b": { value: "1", kind: "x" } } },
    'variables["A.b"].kind must be one of "plain", "hidden"',
  ],
  [{ size: 2, variables: { A: "1" } }, 'variables["A"] is invalid: expected object'],
  [{ size: 2, domains: [{ name: "a" }, { name: 1 }] }, "domains[1].name is invalid: expected string, received number"],
  [{ size: 2, domains: [] }, "domains must have at least one"],
  [{ size: 1, region: "west" }, "size must be more than 1 in the west"],
])("%j: %s", (inputs, failure) => {
  expect(failuresOf(inputs)).toEqual([failure]);
});

test("defaults are filled in at every depth, beside what is not known yet", () => {
  const given = { size: 2, variables: { A: { value: UNKNOWN }, B: UNKNOWN } };
  expect(checkInputs(resource, given)).toMatchObject({
    failures: [],
    values: { variables: { A: { value: UNKNOWN, kind: "plain" }, B: UNKNOWN } },
  });
  expect(failuresOf({ size: 2, variables: { A: { value: UNKNOWN }, B: {} }, source: UNKNOWN })).toEqual([
    'variables["B"].value is required and missing',
  ]);
});

test("every fault is told at once", () => {
  expect(failuresOf({ region: "north", tags: { a: 1 }, what: 1 })).toHaveLength(4);
});

test("what is not known yet passes, as a whole or in part, and the rest is still checked", () => {
  expect(failuresOf({ size: UNKNOWN, region: UNKNOWN, tags: UNKNOWN })).toEqual([]);
  expect(failuresOf({ size: 2, tags: { a: UNKNOWN }, ports: [{ port: UNKNOWN }, UNKNOWN] })).toEqual([]);
  expect(failuresOf({ size: 2, tags: { a: UNKNOWN, b: 1 } })).toEqual([
    "tags.b is invalid: expected string, received number",
  ]);
  expect(checkInputs(resource, { size: 2, tags: { a: UNKNOWN } }).values.tags).toEqual({ a: UNKNOWN });
});

test("a rule is not asked about values that are unknown or wrong in themselves", () => {
  expect(failuresOf({ size: UNKNOWN, region: "west" })).toEqual([]);
  expect(failuresOf({ size: "1", region: "west" })).toHaveLength(1);
});
