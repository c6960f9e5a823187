import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { BRIDGE, type ParameterizedPackage, parameterOf } from "../parameterization.ts";
import { isInput, type PropertyTable } from "../property.ts";
import type { ResourceTable } from "../resource-table.ts";
import { compareWithFacts } from "./compare-with-facts.ts";
import { packageFacts, providerFacts } from "./facts.ts";
import { isRequired } from "./schema-facts.ts";

const FACTS = fileURLToPath(new URL("../../../../../shared/vendor-facts/", import.meta.url));

/** Whether the facts are at hand. In CI they have to be: a test that can't read them fails. */
export const factsAtHand = existsSync(FACTS) || process.env.CI !== undefined;

/** A package that is held to the facts. */
export interface HeldPackage {
  readonly served: ParameterizedPackage;
  readonly configuration: PropertyTable;
  readonly tables: readonly ResourceTable[];
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(`${FACTS}${file}`, "utf8"));
}

/** Declares the tests that hold a package to what its vendor's provider says of itself. */
export function testAgainstFacts({ served, configuration, tables }: HeldPackage): void {
  const facts = () => providerFacts.parse(read(`${served.name}.properties.json`));
  const schema = () => packageFacts.parse(read(`${served.name}.pulumi-schema.json`));
  const why = factsAtHand ? "" : " (skipped: the facts are not at hand)";

  test.skipIf(!factsAtHand)(`the package is made by the same bridge of the same provider${why}`, () => {
    expect(schema()).toMatchObject({
      name: served.name,
      version: served.version,
      parameterization: { baseProvider: BRIDGE, parameter: parameterOf(served) },
    });
  });

  test.skipIf(!factsAtHand)(`the provider's options are the vendor's${why}`, () => {
    expect(compareWithFacts(served.name, configuration, facts().provider)).toEqual([]);
  });

  test.skipIf(!factsAtHand).each(tables)(`$type is as the vendor's provider has it${why}`, ({ type, properties }) => {
    expect(compareWithFacts(type, properties, facts().resources[type]?.props ?? {})).toEqual([]);
    const { inputProperties, requiredInputs } = schema().resources[type] ?? expect.fail(`there is no ${type}`);
    const inputs = Object.entries(properties).filter(([, property]) => isInput(property));
    expect(inputs.map(([name]) => name).sort()).toEqual(Object.keys(inputProperties).sort());
    const required = inputs.filter(([, property]) => isRequired(property) && !property.autoNamed);
    expect(required.map(([name]) => name).sort()).toEqual([...requiredInputs].sort());
  });
}
