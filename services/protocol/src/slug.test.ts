import { expect, it } from "vitest";
import { isRoomSlug } from "./slug.ts";

it("a slug has 3 to 64 letters, digits, hyphens and underscores, and nothing else", () => {
  for (const slug of ["abc", "jazz-x7k2pq", "A_b-9", "x".repeat(64)]) expect(isRoomSlug(slug)).toBe(true);
  for (const slug of ["", "ab", "x".repeat(65), "a b", "a/b", "abc\n", "äbc", "a\u0000bc", "..."]) {
    expect(isRoomSlug(slug)).toBe(false);
  }
});
