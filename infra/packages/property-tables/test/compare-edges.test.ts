import { expect, test } from "vitest";
import { z } from "zod";
import { mapOf, notEmpty, optional, setOf } from "../nested.ts";
import type { PropertyTable } from "../property.ts";
import { compareEdges } from "./compare-edges.ts";
import type { PropertyFacts } from "./facts.ts";

const name = { name: { schema: z.string().min(1) } } as const;
const facts: Readonly<Record<string, PropertyFacts>> = {
  title: { mode: "required", type: "string", validators: ["lengthAtLeastValidator"] },
  note: { mode: "optional", type: "string" },
  kind: { mode: "required", type: "string", oneOf: ["a"] },
  code: { mode: "required", type: "string", validators: ["regexMatchesValidator"] },
  share: { mode: "required", type: "integer" },
  size: { mode: "required", type: "integer", between: [1, 5] },
  labels: { mode: "optional", type: "set<string>" },
  parts: {
    mode: "optional",
    type: "set<object>",
    validators: ["sizeAtLeastValidator"],
    fields: { name: { mode: "required", type: "string", validators: ["lengthAtLeastValidator"] } },
  },
  variables: { mode: "optional", type: "map<string,object>", validators: ["sizeAtLeastValidator"], fields: {} },
  url: { mode: "computed", type: "string", validators: ["lengthAtLeastValidator"] },
};
const table = {
  title: { schema: z.string().min(1) },
  note: { schema: z.string().optional() },
  kind: { schema: z.enum(["a"]) },
  code: { schema: z.string().regex(/^a/) },
  share: { schema: z.int() },
  size: { schema: z.int().min(1).max(5) },
  labels: { schema: z.array(z.string()).optional() },
  parts: optional(notEmpty(setOf(name))),
  variables: optional(notEmpty(mapOf({}))),
  url: { schema: z.string(), computed: "always" },
} as const satisfies PropertyTable;

test("a table whose edges are the vendor's differs in nothing", () => {
  expect(compareEdges("Thing", table, facts)).toEqual([]);
});

test.each<[PropertyTable, string]>([
  [{ title: { schema: z.string() } }, 'Thing.title takes "", which the vendor\'s refuses.'],
  [{ note: { schema: z.string().min(1).optional() } }, 'Thing.note refuses "", which the vendor\'s takes.'],
  [{ share: { schema: z.int().min(0) } }, "Thing.share refuses -1, which the vendor's takes."],
  [{ share: { schema: z.int().max(100) } }, "Thing.share refuses 1000000, which the vendor's takes."],
  [{ labels: { schema: z.array(z.string()).min(1).optional() } }, "Thing.labels refuses [], which the vendor's takes."],
  [{ parts: optional(setOf(name)) }, "Thing.parts takes [], which the vendor's refuses."],
  [
    { parts: optional(notEmpty(setOf({ name: { schema: z.string() } }))) },
    'Thing.parts.name takes "", which the vendor\'s refuses.',
  ],
  [{ variables: optional(mapOf({})) }, "Thing.variables takes {}, which the vendor's refuses."],
])("an edge that is elsewhere is noticed: %#", (change, sentence) => {
  expect(compareEdges("Thing", { ...table, ...change }, facts)).toEqual([sentence]);
});
