import type { Property, PropertyTable } from "../property.ts";
import type { PropertyFacts } from "./facts.ts";

/** A property, or the facts about one, or both, at some depth. */
export interface Pair {
  /** Such as `render:index/webService:WebService.runtimeSource.image`. */
  readonly path: string;
  readonly property: Property | undefined;
  readonly fact: PropertyFacts | undefined;
}

/** Every property of a table at every depth, beside what the vendor's provider says of it. */
export function eachProperty(
  where: string,
  table: PropertyTable,
  facts: Readonly<Record<string, PropertyFacts>>,
): readonly Pair[] {
  const names = new Set([...Object.keys(table), ...Object.keys(facts)]);
  return [...names].flatMap((name) => {
    const pair = { path: `${where}.${name}`, property: table[name], fact: facts[name] };
    // Below a property that only one side has, there is nothing to compare.
    if (!pair.property || !pair.fact) return [pair];
    return [pair, ...eachProperty(pair.path, pair.property.fields ?? {}, pair.fact.fields ?? {})];
  });
}

/** The facts about a resource's properties without its id, which the engine keeps beside the properties. */
export function withoutId(facts: Readonly<Record<string, PropertyFacts>>): Readonly<Record<string, PropertyFacts>> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== "id"));
}
