import { randomInt } from "node:crypto";

/** What a password is made of. */
export interface Recipe {
  readonly length: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly numeric: boolean;
  readonly special: boolean;
  readonly minLower: number;
  readonly minUpper: number;
  readonly minNumeric: number;
  readonly minSpecial: number;
  /** Takes the place of the standard special characters unless empty. */
  readonly overrideSpecial?: string | undefined;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const NUMERIC = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/**
 * Draws a password: the least number of each class, the rest from all classes together, in random order
 * (terraform-provider-random, internal/random/string.go). Every draw is uniform and cryptographically random.
 *
 * @param recipe its minima come to no more than its length, and it allows one class at least
 */
export function drawCharacters(recipe: Recipe): string {
  const special = [...(recipe.overrideSpecial || SPECIAL)];
  const allowed = [
    ...(recipe.lower ? LOWER : ""),
    ...(recipe.upper ? UPPER : ""),
    ...(recipe.numeric ? NUMERIC : ""),
    ...(recipe.special ? special : []),
  ];
  const least = [
    ...draw([...LOWER], recipe.minLower),
    ...draw([...UPPER], recipe.minUpper),
    ...draw([...NUMERIC], recipe.minNumeric),
    ...draw(special, recipe.minSpecial),
  ];
  return shuffle([...least, ...draw(allowed, recipe.length - least.length)]).join("");
}

function draw(from: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => from[randomInt(from.length)] ?? "");
}

/** Fisher and Yates. */
function shuffle(items: readonly string[]): string[] {
  const shuffled: string[] = [];
  for (const [index, item] of items.entries()) {
    const place = randomInt(index + 1);
    shuffled[index] = shuffled[place] ?? item;
    shuffled[place] = item;
  }
  return shuffled;
}
