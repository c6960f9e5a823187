import { listOf, mapOf, object, optional, type PropertyTable, setOf } from "@live-listen/property-tables";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { UNKNOWN, type Values } from "../wire/values.ts";
import { compare } from "./compare.ts";

const text = z.string();

const table = {
  source: optional(
    object({
      image: optional(
        object({
          url: { schema: text, replaces: true },
          tag: { schema: text.optional(), computed: "when omitted" },
          digest: { schema: text, computed: "always" },
        }),
      ),
      old: { schema: text, unsupported: "is not served here" },
    }),
  ),
  variables: optional(mapOf({ value: { schema: text } })),
  domains: optional(setOf({ id: { schema: text, computed: "always" }, name: { schema: text } })),
  steps: optional(listOf({ name: { schema: text } })),
  disk: { ...optional(object({ size: { schema: z.int() } })), replaces: true },
  team: { schema: text.optional(), computed: "when omitted", replaces: "when given" },
} as const satisfies PropertyTable;

function changes(wanted: Values, found: Values): string[] {
  return compare(table, wanted, found).map(
    ({ path, kind, replaces }) => `${kind} ${path}${replaces ? " replaces" : ""}`,
  );
}

describe("objects", () => {
  const found = { source: { image: { url: "a/b", tag: "v1", digest: "sha256:1" } } };

  test("differ where a part of them differs, and not by outputs or what is left to the server", () => {
    expect(changes({ source: { image: { url: "a/b" } } }, found)).toEqual([]);
    expect(changes({ source: { image: { url: "a/b", tag: "v2" } } }, found)).toEqual(["update source.image.tag"]);
    expect(changes({ source: { image: { url: "a/b", tag: UNKNOWN } } }, found)).toEqual(["update source.image.tag"]);
  });

  test("replace where a part of them does, also when they come or go as a whole", () => {
    expect(changes({ source: { image: { url: "a/c" } } }, found)).toEqual(["update source.image.url replaces"]);
    expect(changes({ source: { image: { url: "a/c" } } }, {})).toEqual(["add source replaces"]);
    expect(changes({ source: {} }, found)).toEqual(["delete source.image replaces"]);
    expect(changes({}, found)).toEqual(["delete source replaces"]);
  });

  test("replace wherever they change, when the whole of them does", () => {
    expect(changes({ disk: { size: 2 } }, { disk: { size: 1 } })).toEqual(["update disk.size replaces"]);
    expect(changes({ disk: { size: 2 } }, {})).toEqual(["add disk replaces"]);
  });

  test("that are not known yet may be anything", () => {
    expect(changes({ source: UNKNOWN }, found)).toEqual(["update source replaces"]);
  });
});

test("maps differ by their keys, whatever those hold", () => {
  const found = { variables: { A: { value: "1" }, "B.b": { value: "2" } } };
  const wanted = { variables: { A: { value: "2" }, 'C"c': { value: "3" } } };
  expect(changes(wanted, found)).toEqual([
    'update variables["A"].value',
    'delete variables["B.b"]',
    'add variables["C\\"c"]',
  ]);
});

test("lists differ by their places, and sets by what is in them", () => {
  const found = {
    steps: [{ name: "a" }, { name: "b" }],
    domains: [
      { id: "1", name: "a" },
      { id: "2", name: "b" },
    ],
  };
  const turned = { steps: [{ name: "b" }, { name: "a" }], domains: [{ name: "b" }, { name: "a" }] };
  expect(changes(turned, found)).toEqual(["update steps[0].name", "update steps[1].name"]);
  const other = { steps: [{ name: "a" }], domains: [{ name: "b" }, { name: "c" }, { name: "d" }] };
  expect(changes(other, found)).toEqual(["add domains[1]", "add domains[2]", "delete domains[0]", "delete steps[1]"]);
  expect(changes({ ...found, domains: [{ name: "c" }, { name: "b" }] }, found)).toEqual(["update domains[0]"]);
  expect(changes({ domains: [{ name: "a" }, { name: "a" }] }, { domains: [{ id: "1", name: "a" }] })).toEqual([
    "add domains[1]",
  ]);
});

test("what replaces only when given doesn't when it is left out", () => {
  expect(changes({ team: "one" }, { team: "two" })).toEqual(["update team replaces"]);
  expect(changes({}, { team: "two" })).toEqual([]);
});
