import { expect, test } from "vitest";
import { z } from "zod";
import { BRIDGE, parameterOf } from "../parameterization.ts";
import type { ResourceTable } from "../resource-table.ts";
import { comparePackage, compareResource } from "./compare-package.ts";
import { packageFacts, providerFacts } from "./facts.ts";

const served = { name: "thing", version: "1.2.3", terraformProvider: "registry.example/a/thing" };
const type = "thing:index/thing:Thing";
const schema = packageFacts.parse({
  name: "thing",
  version: "1.2.3",
  parameterization: { baseProvider: BRIDGE, parameter: parameterOf(served) },
  resources: {
    [type]: {
      inputProperties: { size: {}, name: {} },
      requiredInputs: ["size"],
      properties: { size: {}, name: {}, url: {} },
    },
  },
});
const facts = providerFacts.parse({
  provider: {},
  resources: {
    [type]: {
      props: {
        size: { mode: "required", type: "integer" },
        name: { mode: "required", pulumiRequired: false, type: "string" },
        url: { mode: "computed", type: "string" },
      },
    },
  },
});
const table: ResourceTable = {
  type,
  rules: [],
  complete: (inputs) => inputs,
  properties: {
    size: { schema: z.int() },
    name: { schema: z.string(), autoNamed: { maxLength: 8 } },
    url: { schema: z.string(), computed: "always" },
  },
};

test("a package and a resource that are the vendor's differ in nothing", () => {
  expect(comparePackage(served, schema)).toEqual([]);
  expect(compareResource(table, facts, schema)).toEqual([]);
});

test.each([
  [{ name: "other" }, [/has the name other, and the vendor's has thing\.$/]],
  [{ version: "1.2.4" }, [/has the version 1\.2\.4/, /has the parameter/]],
  [{ terraformProvider: "registry.example/b/thing" }, [/has the parameter/]],
])("a package that is made otherwise is noticed: %j", (change, sentences) => {
  expect(comparePackage({ ...served, ...change }, schema)).toEqual(
    sentences.map((sentence) => expect.stringMatching(sentence)),
  );
});

test("another bridge is noticed", () => {
  const { parameterization } = schema;
  const changed = {
    ...schema,
    parameterization: { ...parameterization, baseProvider: { ...BRIDGE, version: "0.0.1" } },
  };
  expect(comparePackage(served, changed)).toEqual([
    `The package has the bridge ${BRIDGE.name} ${BRIDGE.version}, and the vendor's has ${BRIDGE.name} 0.0.1.`,
  ]);
});

test("another token is noticed", () => {
  const other = "thing:index/things:Thing";
  expect(compareResource({ ...table, type: other }, facts, schema)).toEqual([
    `${other} is no resource of the vendor's.`,
  ]);
});

test("what the generated class would have otherwise is noticed", () => {
  const generated = { inputProperties: { size: {} }, requiredInputs: ["size", "name"], properties: { size: {} } };
  expect(compareResource(table, facts, { ...schema, resources: { [type]: generated } })).toEqual([
    `${type} has the inputs name, size; the vendor's: size.`,
    `${type} requires size; the vendor's: name, size.`,
    `${type} has the properties name, size, url; the vendor's: size.`,
  ]);
});
