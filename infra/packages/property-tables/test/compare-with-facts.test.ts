import { describe, expect, test } from "vitest";
import { z } from "zod";
import { mapOf, object, optional, setOf } from "../nested.ts";
import type { PropertyTable } from "../property.ts";
import { compareWithFacts } from "./compare-with-facts.ts";
import type { PropertyFacts } from "./facts.ts";

const facts: Readonly<Record<string, PropertyFacts>> = {
  id: { mode: "computed", type: "string" },
  name: { mode: "required", pulumiRequired: false, type: "string", between: [1, 8] },
  size: { mode: "optional+computed", type: "integer", between: [1, 5] },
  kind: { mode: "required", type: "string", oneOf: ["a", "b"], replaceOnChange: true },
  team: { mode: "optional+computed", type: "string", replaceOnChange: "ifConfigured" },
  token: { mode: "optional", type: "string", secret: true },
  mode: {
    mode: "optional+computed",
    type: "object",
    default: '{"is_on":false}',
    fields: { isOn: { mode: "optional+computed", type: "boolean", default: "false" } },
  },
  labels: { mode: "optional", type: "set<string>" },
  variables: {
    mode: "optional",
    type: "map<string,object>",
    fields: { value: { mode: "required", type: "string", secret: true } },
  },
  domains: {
    mode: "optional",
    type: "set<object>",
    fields: { name: { mode: "required", type: "string" }, id: { mode: "computed", type: "string" } },
  },
  url: { mode: "computed", type: "string" },
};

const text = z.string();
const table = {
  name: { schema: text.min(1).max(8), autoNamed: { maxLength: 8 } },
  size: { schema: z.int().min(1).max(5).optional(), computed: "when omitted" },
  kind: { schema: z.enum(["a", "b"]), replaces: true },
  team: { schema: text.optional(), computed: "when omitted", replaces: "when given" },
  token: { schema: text.optional(), secret: true },
  mode: {
    ...object({ isOn: { schema: z.boolean().default(false) } }),
    schema: z.strictObject({ isOn: z.boolean().default(false) }).default({ isOn: false }),
  },
  labels: { schema: z.array(text).optional(), unordered: true },
  variables: optional(mapOf({ value: { schema: text, secret: true } })),
  domains: optional(setOf({ name: { schema: text }, id: { schema: text, computed: "always" } })),
  url: { schema: text, computed: "always" },
} as const satisfies PropertyTable;

function differences(change: PropertyTable): readonly string[] {
  return compareWithFacts("Thing", { ...table, ...change }, facts);
}

test("a table that is as the facts say differs in nothing", () => {
  expect(differences({})).toEqual([]);
});

describe("what differs is noticed", () => {
  test.each<[string, PropertyTable, RegExp]>([
    ["a property that the vendor lacks", { extra: { schema: text } }, /^Thing\.extra is no property of the vendor's/],
    [
      "one that is required and called optional",
      { kind: { ...table.kind, schema: table.kind.schema.optional() } },
      /kind has the mode optional, and/,
    ],
    [
      "one that is optional and called required",
      { token: { schema: text, secret: true } },
      /token has the mode required/,
    ],
    [
      "a name that Pulumi makes and the table doesn't",
      { name: { schema: text.min(1).max(8) } },
      /name has the mode required, and/,
    ],
    ["one that the vendor fills in", { size: { schema: table.size.schema } }, /size has the mode optional, and/],
    [
      "an output called an input",
      { url: { schema: text.optional() } },
      /url has the mode optional, and the vendor's has computed/,
    ],
    [
      "another type",
      { size: { schema: z.number().min(1).max(5).optional(), computed: "when omitted" } },
      /size has the type number, and the vendor's has integer/,
    ],
    ["a set called a list", { labels: { schema: table.labels.schema } }, /labels has the type list<string>/],
    [
      "a map called a list",
      { variables: { ...table.variables, nesting: "list" } },
      /variables has the type list<object>/,
    ],
    ["a secret in plain", { token: { schema: table.token.schema } }, /token has the secrecy false/],
    ["a plain one called secret", { url: { ...table.url, secret: true } }, /url has the secrecy true/],
    ["a replacement that is none", { kind: { schema: table.kind.schema } }, /kind has the replacement false/],
    [
      "a replacement only when it is given",
      { team: { ...table.team, replaces: true } },
      /team has the replacement true, and the vendor's has when given/,
    ],
    [
      "another default",
      { mode: { ...table.mode, schema: z.strictObject({ isOn: z.boolean() }).default({ isOn: true }) } },
      /mode has the default \{"is_on":true\}/,
    ],
    [
      "a choice too few",
      { kind: { schema: z.enum(["a"]), replaces: true } },
      /kind has the choices a, and the vendor's has a,b/,
    ],
    ["a choice that is free", { kind: { schema: text, replaces: true } }, /kind has the choices , and/],
    [
      "a bound too wide",
      { size: { schema: z.int().min(0).max(5).optional(), computed: "when omitted" } },
      /size takes 0, which the vendor's refuses/,
    ],
    [
      "a bound too narrow",
      { name: { ...table.name, schema: text.min(1).max(7) } },
      /name refuses 8, which the vendor's takes/,
    ],
    ["a field that is missing", { domains: optional(setOf({ name: { schema: text } })) }, /domains\.id is missing/],
    [
      "a field whose secret is in plain",
      { variables: optional(mapOf({ value: { schema: text } })) },
      /variables\.value has the secrecy false/,
    ],
  ])("%s", (_what, change, sentence) => {
    expect(differences(change)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]));
  });

  test("a property that is missing", () => {
    const { kind: _kind, ...rest } = table;
    expect(compareWithFacts("Thing", rest, facts)).toEqual(["Thing.kind is missing."]);
  });
});
