import fc from "fast-check";
import { expect, test } from "vitest";
import { drawCharacters, type Recipe } from "./characters.ts";

const minimum = fc.nat({ max: 8 });
const recipe: fc.Arbitrary<Recipe> = fc
  .record({
    extra: fc.integer({ min: 1, max: 40 }),
    lower: fc.boolean(),
    upper: fc.boolean(),
    numeric: fc.boolean(),
    special: fc.boolean(),
    minLower: minimum,
    minUpper: minimum,
    minNumeric: minimum,
    minSpecial: minimum,
    overrideSpecial: fc.constantFrom(undefined, "", "_", "äß€"),
  })
  .filter(({ lower, upper, numeric, special }) => lower || upper || numeric || special)
  .map(({ extra, ...rest }) => ({
    ...rest,
    length: extra + rest.minLower + rest.minUpper + rest.minNumeric + rest.minSpecial,
  }));

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

test("every password has its length, at least the least of each class, and nothing that is not allowed", () => {
  fc.assert(
    fc.property(recipe, (given) => {
      const password = drawCharacters(given);
      const special = count(password, /[^a-zA-Z0-9]/gu);
      expect([...password]).toHaveLength(given.length);
      for (const [found, least, allowed] of [
        [count(password, /[a-z]/g), given.minLower, given.lower],
        [count(password, /[A-Z]/g), given.minUpper, given.upper],
        [count(password, /[0-9]/g), given.minNumeric, given.numeric],
        [special, given.minSpecial, given.special],
      ] as const) {
        expect(found).toBeGreaterThanOrEqual(least);
        if (!allowed) expect(found).toBe(least);
      }
      if (given.overrideSpecial) expect(password).toMatch(new RegExp(`^[a-zA-Z0-9${given.overrideSpecial}]*$`, "u"));
    }),
  );
});

test("characters and their places are drawn evenly", () => {
  const flags = { lower: false, upper: false, numeric: true, special: false };
  const least = { minLower: 1, minUpper: 0, minNumeric: 0, minSpecial: 0 };
  const drawn = Array.from({ length: 4_000 }, () => drawCharacters({ length: 4, ...flags, ...least }));
  const places = [0, 1, 2, 3].map((place) => drawn.filter((text) => /[a-z]/.test(text[place] ?? "")).length);
  // 1000 expected at each; eight standard deviations are 220.
  for (const found of places) expect(Math.abs(found - 1_000)).toBeLessThan(220);
  expect(new Set(drawn.join("")).size).toBe(36);
});
