import { newLetters } from "../ids.ts";

/** A label of a host has at most 63 letters (RFC 1035), of which a suffix takes 5. */
const LONGEST = 58;
const SUFFIX_LETTERS = 4;

/**
 * The first label of a service's own host, from its name.
 *
 * @param taken those of all services, whoever's they are
 */
export function newSlug(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-|-$/g, "");
  const wanted = plain || "service";
  for (let slug = wanted; ; slug = `${wanted}-${newLetters(SUFFIX_LETTERS)}`) if (!taken.includes(slug)) return slug;
}
