import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eachChange } from "./changed.ts";
import { compareEdges } from "./compare-edges.ts";
import { comparePackage, compareResource, type HeldPackage } from "./compare-package.ts";
import { compareWithFacts } from "./compare-with-facts.ts";
import { packageFacts, providerFacts } from "./facts.ts";
import { assertFactsAtHand, factsAreAtHand, VENDOR_FACTS } from "./vendor-facts-folder.ts";

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(VENDOR_FACTS, file), "utf8"));
}

function factsOf(name: string) {
  return providerFacts.parse(read(`${name}.properties.json`));
}

/** Declares the tests that hold a package to what its vendor's provider says of itself. */
export function testAgainstFacts({ served, configuration, tables }: HeldPackage): void {
  const facts = () => factsOf(served.name);
  const schema = () => packageFacts.parse(read(`${served.name}.pulumi-schema.json`));

  test("the facts about the vendor's provider are at hand", assertFactsAtHand);

  test.runIf(factsAreAtHand)("the package is made by the same bridge of the same provider", () => {
    expect(comparePackage(served, schema())).toEqual([]);
  });

  test.runIf(factsAreAtHand)("the provider's options are the vendor's", () => {
    expect(compareWithFacts(served.name, configuration, facts().provider)).toEqual([]);
  });

  test.runIf(factsAreAtHand).each(tables)("$type is as the vendor's provider has it", (table) => {
    expect(compareResource(table, facts(), schema())).toEqual([]);
  });

  test.runIf(factsAreAtHand).each(tables)("$type could not be otherwise unnoticed", (table) => {
    const [fact, generated] = [facts(), schema()];
    const changes = [...eachChange(table.properties)];
    const unnoticed = changes.filter(({ table: properties }) => {
      return compareResource({ ...table, properties }, fact, generated).length === 0;
    });
    expect(unnoticed.map(({ what }) => what)).toEqual([]);
    expect(changes.length).toBeGreaterThan(5 * Object.keys(table.properties).length);
  });
}

/** Declares the tests that try a package's inputs with values at the edge, such as an empty list. */
export function testEdgesAgainstFacts({ served, tables }: Omit<HeldPackage, "configuration">): void {
  test.runIf(factsAreAtHand).each(tables)("$type takes at the edge what the vendor's provider takes", (table) => {
    const props = factsOf(served.name).resources[table.type]?.props ?? expect.fail(`there is no ${table.type}`);
    expect(compareEdges(table.type, table.properties, props)).toEqual([]);
  });
}
