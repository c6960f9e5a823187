import { isInput, type PropertyTable } from "../property.ts";
import { eachProperty, withoutId } from "./each-property.ts";
import type { PropertyFacts } from "./facts.ts";

/** Validators of the vendor's that refuse what is empty. The facts don't say how much they ask for; one is enough for all that we have. */
const NOT_EMPTY: ReadonlySet<string> = new Set(["lengthAtLeastValidator", "sizeAtLeastValidator"]);

/** Values at the edge, by the kind of type: what is empty, or so small or great that somebody may have thought it wrong. */
const EDGES: readonly (readonly [RegExp, readonly unknown[]])[] = [
  [/^string$/, [""]],
  [/^integer$/, [-1, 1_000_000]],
  [/^(?:set|list)</, [[]]],
  [/^map</, [{}]],
];

/**
 * Tries every input with values at the edge of what makes sense: refused where the vendor's provider asks for more, and
 * taken where it asks for nothing.
 *
 * @returns a sentence for each difference; empty when there is none.
 */
export function compareEdges(
  where: string,
  table: PropertyTable,
  facts: Readonly<Record<string, PropertyFacts>>,
): readonly string[] {
  return eachProperty(where, table, withoutId(facts)).flatMap(({ path, property, fact }) => {
    if (!property || !fact || !isInput(property)) return [];
    const { type, validators = [], between, oneOf } = fact;
    const edges = EDGES.find(([types]) => types.test(type))?.[1] ?? [];
    const taken = edges.filter((edge) => property.schema.safeParse(edge).success);
    const asksForMore = validators.some((name) => NOT_EMPTY.has(name));
    const asksForNothing = validators.length === 0 && !between && !oneOf;
    const refused = asksForNothing ? edges.filter((edge) => !taken.includes(edge)) : [];
    return [
      ...(asksForMore ? taken : []).map((edge) => `${path} takes ${JSON.stringify(edge)}, which the vendor's refuses.`),
      ...refused.map((edge) => `${path} refuses ${JSON.stringify(edge)}, which the vendor's takes.`),
    ];
  });
}
