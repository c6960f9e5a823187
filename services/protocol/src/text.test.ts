import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChatText, isRoomTitle, MAXIMUM_CHAT_LENGTH, MAXIMUM_TITLE_LENGTH } from "./text.ts";

describe("a chat message", () => {
  it.each([
    "a",
    "two\nlines\tand a tab",
    "Ελληνικά",
    "한국어",
    "𝄞",
    "👩‍👩‍👧",
    "<script>",
    "a".repeat(MAXIMUM_CHAT_LENGTH),
  ])("may be %j", (text) => {
    expect(isChatText(text)).toBe(true);
  });

  it.each([
    "",
    " ",
    "\n\t",
    "\u0000",
    "a\u0000",
    "a\rb",
    "a\u001b[31m",
    "\u0085",
    "\ud800",
    "a\udc00",
    "a".repeat(MAXIMUM_CHAT_LENGTH + 1),
  ])("may not be %j", (text) => {
    expect(isChatText(text)).toBe(false);
  });

  it("can be stored and sent as it is, when it may be said", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 8 }), (text) => {
        const survives = Buffer.from(text).toString() === text && !text.includes("\u0000");
        expect(survives || !isChatText(text)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the title of a room", () => {
  it("is one line with something on it", () => {
    for (const title of ["a", "Jazz & more", "Вечер", "a".repeat(MAXIMUM_TITLE_LENGTH)])
      expect(isRoomTitle(title)).toBe(true);
    for (const title of ["", "  ", "two\nlines", "a\tb", "a\u0000", "\ud800", "a".repeat(MAXIMUM_TITLE_LENGTH + 1)]) {
      expect(isRoomTitle(title)).toBe(false);
    }
  });
});
