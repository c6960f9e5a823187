import fc from "fast-check";
import { expect, it } from "vitest";
import { HUES, hueOf, initialsOf } from "./initials.ts";

it.each([
  ["Ann", "A"],
  ["ann bauer", "AB"],
  ["Ann Maria Bauer-Lang", "AL"],
  ["李小龙", "李"],
  ["🎧 radio", "🎧R"],
  ["👩‍👩‍👧 us", "👩‍👩‍👧U"],
  ["  O’Neill ", "ON"],
  ["!!!", "!"],
  ["ß", "S"],
])("shortens %s to %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it("finds at most two characters in any name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
      const found = [...new Intl.Segmenter().segment(initialsOf(name))];
      expect(found.length).toBeLessThanOrEqual(2);
    }),
  );
});

it("gives everybody a colour, and always the same", () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(hueOf(key)).toBe(hueOf(key));
      expect(hueOf(key)).toBeLessThan(HUES);
      expect(hueOf(key)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("gives people who came one after the other different colours", () => {
  const ids = Array.from(
    { length: 60 },
    (_, index) => `0197a3c5-7b1e-7c3a-9f00-${index.toString(16).padStart(12, "0")}`,
  );
  for (let hue = 0; hue < HUES; hue += 1) expect(ids.filter((id) => hueOf(id) === hue).length).toBeGreaterThan(2);
});
