import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayNameSchema } from "./display-name.ts";

describe("a display name", () => {
  it.each([
    "A",
    "Ann",
    "Ann Lee",
    "李小龙",
    "محمد",
    "👩‍👩‍👧",
    "🏳️‍🌈",
    "O’Neil-Smith, Jr.",
    "a".repeat(80),
    "🎧".repeat(80),
    "क्षि",
    "<b>Ann</b>",
  ])("may be %j", (name) => {
    expect(displayNameSchema.parse(name)).toBe(name);
  });

  it.each([
    "",
    " ",
    "\u200b",
    "\u200d\ufe0f",
    "a".repeat(81),
    "🎧".repeat(81),
    "A\nB",
    "A\tB",
    "A\0",
    "\ud83c",
    "A\u202eB",
    "A\u2066B",
    "A\u2028B",
    "\u0007",
    "A\ue000",
  ])("may not be %j", (name) => {
    expect(displayNameSchema.safeParse(name).success).toBe(false);
  });

  it("loses needless spaces, and is composed", () => {
    expect(displayNameSchema.parse("  Ann    Lee ")).toBe("Ann Lee");
    expect(displayNameSchema.parse("Rene\u0301")).toBe("René");
  });

  it("stays as it is once it is accepted, and fits its column", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
            fc.constantFrom(" ", "\u0301", "\0", "\n", "\ud83d", "\u202e", "\u200d"),
          ),
          maxLength: 12,
        }),
        (text) => {
          const parsed = displayNameSchema.safeParse(text);
          fc.pre(parsed.success);
          expect(displayNameSchema.parse(parsed.data)).toBe(parsed.data);
          expect([...parsed.data].length).toBeLessThanOrEqual(80);
          expect(Buffer.from(parsed.data).toString()).toBe(parsed.data);
          expect(parsed.data).not.toContain("\0");
        },
      ),
    );
  });
});
