import type { ChatMessage } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentMessages } from "./recent-messages.ts";

function message(sequence: number): ChatMessage {
  return { sequence, id: "", author: { id: null, name: "A" }, text: String(sequence), at: "" };
}

describe("the recent messages of a room", () => {
  it("are those that came last, without gaps, at least as many as are to be kept", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(30),
        fc.nat(100),
        fc.nat(150),
        (capacity, before, added, asked) => {
          const recent = new RecentMessages(capacity, before);
          for (let sequence = before + 1; sequence <= before + added; sequence += 1) {
            expect(recent.add(message(sequence))).toBe(true);
          }
          expect(recent.sequence).toBe(before + added);
          const missing = Math.max(0, recent.sequence - asked);
          const found = recent.after(asked)?.map(({ sequence }) => sequence);
          if (missing <= Math.min(capacity, added)) expect(found).toBeDefined();
          if (missing > Math.min(2 * capacity, added)) expect(found).toBeUndefined();
          if (found !== undefined)
            expect(found).toEqual(Array.from({ length: missing }, (_, index) => asked + 1 + index));
        },
      ),
    );
  });

  it("take nothing but the next", () => {
    const recent = new RecentMessages(5, 10);
    for (const sequence of [0, 10, 12]) expect(recent.add(message(sequence))).toBe(false);
    expect(recent.add(message(11))).toBe(true);
    expect(recent.after(10)).toHaveLength(1);
  });
});
