import { isRoomSlug } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { privateSlug, publicSlug } from "./slug.ts";

describe("the slug of a private room", () => {
  it("holds 128 random bits", () => {
    const slugs = Array.from({ length: 1_000 }, privateSlug);
    expect(new Set(slugs).size).toBe(1_000);
    for (const slug of slugs) {
      expect(isRoomSlug(slug)).toBe(true);
      expect(Buffer.from(slug, "base64url")).toHaveLength(16);
    }
    // Every bit is sometimes set and sometimes not.
    const bytes = slugs.map((slug) => [...Buffer.from(slug, "base64url")]);
    for (let byte = 0; byte < 16; byte += 1) {
      expect(bytes.reduce((seen, row) => seen | (row[byte] ?? 0), 0)).toBe(0xff);
      expect(bytes.reduce((seen, row) => seen & (row[byte] ?? 0), 0xff)).toBe(0);
    }
  });
});

describe("the slug of a public room", () => {
  it.each([
    ["Jazz & more", /^jazz-more-[a-z0-9]{6}$/],
    ["  Ça va?!  ", /^ca-va-[a-z0-9]{6}$/],
    ["Вечер", /^[a-z0-9]{6}$/],
    ["a".repeat(120), /^a{40}-[a-z0-9]{6}$/],
  ])("says what the title %j says, as far as plain letters go", (title, form) => {
    expect(publicSlug(title)).toMatch(form);
    expect(publicSlug(title)).not.toBe(publicSlug(title));
  });

  it("is a slug, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (title) => {
        expect(isRoomSlug(publicSlug(title))).toBe(true);
      }),
    );
  });
});
