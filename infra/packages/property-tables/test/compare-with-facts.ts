import { isInput, type Property, type PropertyTable } from "../property.ts";
import { boundFaults } from "./bounds.ts";
import { eachProperty, withoutId } from "./each-property.ts";
import type { PropertyFacts } from "./facts.ts";
import { choicesOf, defaultOf, isRequired, typeOf } from "./schema-facts.ts";

/**
 * Compares a table of properties with what the vendor's provider says of them.
 *
 * @param where the names in the sentences begin, such as a token.
 * @returns a sentence for each difference; empty when there is none.
 */
export function compareWithFacts(
  where: string,
  table: PropertyTable,
  facts: Readonly<Record<string, PropertyFacts>>,
): readonly string[] {
  return eachProperty(where, table, withoutId(facts)).flatMap(({ path, property, fact }) => {
    if (!fact) return [`${path} is no property of the vendor's.`];
    if (!property) return [`${path} is missing.`];
    return compareProperty(path, property, fact);
  });
}

function compareProperty(path: string, property: Property, fact: PropertyFacts): readonly string[] {
  const differ = (what: string, ours: unknown, theirs: unknown) =>
    String(ours) === String(theirs) ? [] : [`${path} has the ${what} ${ours}, and the vendor's has ${theirs}.`];
  const [choices, byDefault] = [choicesOf(property.schema), defaultOf(property.schema)];
  return [
    ...differ("mode", modeOf(property), modeOfFact(fact)),
    ...differ("type", typeOf(property), fact.type),
    ...differ("secrecy", property.secret ?? false, fact.secret ?? fact.pulumiSecret ?? false),
    ...differ("replacement", property.replaces ?? false, replacementOf(fact)),
    ...differ("default", byDefault, fact.default),
    ...differ("choices", [...(choices ?? [])].sort(), [...(fact.oneOf ?? [])].sort()),
    ...boundFaults(path, property, fact),
  ];
}

function modeOf(property: Property): string {
  if (!isInput(property)) return "computed";
  if (isRequired(property)) return property.autoNamed ? "required, named when left out" : "required";
  return property.computed || defaultOf(property.schema) !== undefined ? "optional+computed" : "optional";
}

function modeOfFact({ mode, pulumiRequired }: PropertyFacts): string {
  return mode === "required" && pulumiRequired === false ? "required, named when left out" : mode;
}

function replacementOf({ replaceOnChange = false, mode }: PropertyFacts): boolean | "when given" {
  // A value that only the vendor sets is no reason of the program's to replace anything.
  if (mode === "computed") return false;
  return replaceOnChange === "ifConfigured" ? "when given" : replaceOnChange;
}
