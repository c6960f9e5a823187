import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BRIDGE, type ParameterizedPackage, parameterOf } from "../parameterization.ts";
import { isInput, type PropertyTable } from "../property.ts";
import type { ResourceTable } from "../resource-table.ts";
import { compareWithFacts } from "./compare-with-facts.ts";
import { packageFacts, providerFacts } from "./facts.ts";
import { isRequired } from "./schema-facts.ts";
import { assertFactsAtHand, factsAreAtHand, VENDOR_FACTS } from "./vendor-facts-folder.ts";

/** A package that is held to the facts. */
export interface HeldPackage {
  readonly served: ParameterizedPackage;
  readonly configuration: PropertyTable;
  readonly tables: readonly ResourceTable[];
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(VENDOR_FACTS, file), "utf8"));
}

/** Declares the tests that hold a package to what its vendor's provider says of itself. */
export function testAgainstFacts({ served, configuration, tables }: HeldPackage): void {
  const facts = () => providerFacts.parse(read(`${served.name}.properties.json`));
  const schema = () => packageFacts.parse(read(`${served.name}.pulumi-schema.json`));

  test("the facts about the vendor's provider are at hand", assertFactsAtHand);

  test.runIf(factsAreAtHand)("the package is made by the same bridge of the same provider", () => {
    expect(schema()).toMatchObject({
      name: served.name,
      version: served.version,
      parameterization: { baseProvider: BRIDGE, parameter: parameterOf(served) },
    });
  });

  test.runIf(factsAreAtHand)("the provider's options are the vendor's", () => {
    expect(compareWithFacts(served.name, configuration, facts().provider)).toEqual([]);
  });

  test.runIf(factsAreAtHand).each(tables)("$type is as the vendor's provider has it", ({ type, properties }) => {
    expect(compareWithFacts(type, properties, facts().resources[type]?.props ?? {})).toEqual([]);
    const { inputProperties, requiredInputs } = schema().resources[type] ?? expect.fail(`there is no ${type}`);
    const inputs = Object.entries(properties).filter(([, property]) => isInput(property));
    expect(inputs.map(([name]) => name).sort()).toEqual(Object.keys(inputProperties).sort());
    const required = inputs.filter(([, property]) => isRequired(property) && !property.autoNamed);
    expect(required.map(([name]) => name).sort()).toEqual([...requiredInputs].sort());
  });
}
