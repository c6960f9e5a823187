import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPieces } from "./links.ts";

const hrefs = (text: string) => toPieces(text).flatMap(({ href }) => href ?? []);

describe("toPieces", () => {
  it("finds addresses and leaves the sentence around them", () => {
    expect(toPieces("See https://live-listen.app/rooms/abc, now!")).toEqual([
      { text: "See " },
      { text: "https://live-listen.app/rooms/abc", href: "https://live-listen.app/rooms/abc" },
      { text: ", now!" },
    ]);
  });

  it("keeps a bracket that belongs to the address", () => {
    expect(hrefs("(https://en.wikipedia.org/wiki/Jazz_(music))")).toEqual([
      "https://en.wikipedia.org/wiki/Jazz_(music)",
    ]);
    expect(hrefs("(see https://example.org/a)")).toEqual(["https://example.org/a"]);
  });

  it.each(["javascript:alert(1)", "data:text/html,<b>", "http://", "https://", "ftp://example.org", "example.org"])(
    "follows nothing in %s",
    (text) => {
      expect(toPieces(text)).toEqual([{ text }]);
    },
  );

  it("loses nothing of any text, and links to nothing but pages", () => {
    const word = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string(),
      fc.constantFrom("(", ")", " ", "http://x"),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join("");
        const pieces = toPieces(text);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        for (const { text: part, href } of pieces) {
          expect(part).not.toBe("");
          if (href !== undefined) expect(new URL(href).protocol).toMatch(/^https?:$/);
        }
      }),
    );
  });
});
