import { distance } from "fastest-levenshtein";

/** How many letters a misspelt name may differ in and still be taken for one that exists. */
const MOST_EDITS = 3;

/**
 * The name that somebody probably meant.
 *
 * @returns undefined when none is near.
 */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, edits: distance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ edits }) => edits <= MOST_EDITS)
    .sort((a, b) => a.edits - b.edits);
  return best?.name;
}
