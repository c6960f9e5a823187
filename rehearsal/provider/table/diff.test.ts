import type { ResourceTable } from "@live-listen/property-tables";
import { expect, test } from "vitest";
import { z } from "zod";
import { UNKNOWN } from "../wire/values.ts";
import { diff, type Sides } from "./diff.ts";

const resource: ResourceTable = {
  type: "test:index/thing:Thing",
  rules: [],
  complete: (inputs) => inputs,
  properties: {
    name: { schema: z.string(), autoNamed: { maxLength: 63 } },
    plan: { schema: z.string().optional() },
    region: { schema: z.string().optional(), replaces: true },
    owner: { schema: z.string().optional(), computed: "when omitted" },
    groups: { schema: z.array(z.string()).optional(), unordered: true },
    tags: { schema: z.record(z.string(), z.string()).optional() },
    url: { schema: z.string(), computed: "always" },
  },
};

const state = { name: "mine", plan: "small", region: "east", owner: "root", groups: ["a", "b"], url: "https://x" };
const inputs = { name: "mine", plan: "small", region: "east", groups: ["a", "b"] };

function changesOf(sides: Partial<Sides>): string[] {
  const { changes } = diff(resource, { inputs, oldInputs: inputs, state, ignoreChanges: [], name: "thing", ...sides });
  return changes.map(({ path, kind, replaces, input }) =>
    [path, kind, replaces ? "replaces" : "", input ? "" : "seen on the server"].filter(Boolean).join(" "),
  );
}

test("nothing differs: outputs, what is left to the server, and the order of sets don't count", () => {
  expect(changesOf({ inputs: { ...inputs, groups: ["b", "a"] } })).toEqual([]);
});

test.each([
  [{ plan: "large" }, "plan update"],
  [{ plan: undefined }, "plan delete"],
  [{ tags: { a: "1" } }, "tags add"],
  [{ region: "west" }, "region update replaces"],
  [{ region: undefined }, "region delete replaces"],
  [{ plan: UNKNOWN }, "plan update"],
  [{ groups: ["a"] }, "groups update"],
])("%j", (change, expected) => {
  expect(changesOf({ inputs: { ...inputs, ...change } })).toEqual([expected]);
});

test("what was changed on the server is a difference, whether or not the inputs know of it", () => {
  expect(changesOf({ state: { ...state, plan: "huge" } })).toEqual(["plan update seen on the server"]);
  expect(changesOf({ state: { ...state, plan: "huge" }, oldInputs: { ...inputs, plan: "huge" } })).toEqual([
    "plan update",
  ]);
  expect(changesOf({ state: { ...state, tags: { by: "hand" } } })).toEqual(["tags delete seen on the server"]);
});

test("what the program leaves to the server may be anything, until the program asks", () => {
  expect(changesOf({ state: { ...state, owner: "somebody" } })).toEqual([]);
  expect(changesOf({ inputs: { ...inputs, owner: "me" } })).toEqual(["owner update seen on the server"]);
});

test("ignored changes don't count, whole or in part", () => {
  expect(changesOf({ inputs: { ...inputs, region: "west" }, ignoreChanges: ["region"] })).toEqual([]);
  const tagged = { inputs: { ...inputs, tags: { a: "2", b: "2" } }, state: { ...state, tags: { a: "1", b: "2" } } };
  expect(changesOf({ ...tagged, ignoreChanges: ["tags.a"] })).toEqual([]);
  expect(changesOf({ ...tagged, ignoreChanges: ["tags.b", "no[path"] })).toEqual(["tags update seen on the server"]);
  expect(changesOf({ inputs: { ...inputs, region: "west", plan: "large" }, ignoreChanges: ["*"] })).toEqual([]);
});

test("a name that the program chose is given up by the old one first; a made one is made anew", () => {
  const before = (name: string, old = name): boolean =>
    diff(resource, {
      inputs: { ...inputs, name },
      oldInputs: inputs,
      state: { ...state, name: old },
      ignoreChanges: [],
      name: "thing",
    }).deleteBeforeReplace;
  expect(before("mine")).toBe(true);
  expect(before("other", "mine")).toBe(false);
  expect(before("thing-0123abc")).toBe(false);
});
