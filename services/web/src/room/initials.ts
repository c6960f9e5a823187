/** How many colours there are for people. */
export const HUES = 6;

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The initials of a name: of its first and its last word, or the first alone.
 *
 * @returns one or two characters as people see them, in upper case where the script has one.
 */
export function initialsOf(name: string): string {
  // The joiner holds emoji of several parts together.
  const words = name.split(/[^\p{L}\p{M}\p{N}\p{S}\u200d]+/u).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name];
  // Some characters become two in upper case.
  return ends.map((word = "") => firstCharacter(firstCharacter(word).toUpperCase())).join("");
}

function firstCharacter(text: string): string {
  const [first] = GRAPHEMES.segment(text);
  return first?.segment ?? "";
}

/**
 * Chooses a colour for somebody, always the same, by the hash FNV-1a (draft-eastlake-fnv).
 *
 * @param key such as the id of a person.
 * @returns a number from 0 up to {@link HUES}.
 */
export function hueOf(key: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME);
  // The lower bits know less of what came first.
  return ((hash ^ (hash >>> 16)) >>> 0) % HUES;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
