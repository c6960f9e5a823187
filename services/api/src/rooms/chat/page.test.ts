import type { ChatMessage } from "@live-listen/protocol";
import fc from "fast-check";
import { expect, it } from "vitest";
import { firstPage, PAGE_MESSAGES, PAGE_TEXT_LENGTH, pages } from "./page.ts";

const message = fc.nat(6_000).map(
  (length): ChatMessage => ({
    sequence: 1,
    id: "",
    author: { id: null, name: "A" },
    text: "x".repeat(length),
    at: "",
  }),
);

it("messages are cut into pages of bounded size, none lost, none empty, each as long as it may be", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 250 }), (messages) => {
      const cut = pages(messages);
      expect(cut.flat()).toEqual(messages);
      for (const [index, page] of cut.entries()) {
        const length = page.reduce((sum, { text }) => sum + text.length, 0);
        expect(page.length).toBeGreaterThan(0);
        expect(page.length).toBeLessThanOrEqual(PAGE_MESSAGES);
        expect(page.length === 1 || length <= PAGE_TEXT_LENGTH).toBe(true);
        const next = cut[index + 1]?.[0];
        if (next) expect(page.length === PAGE_MESSAGES || length + next.text.length > PAGE_TEXT_LENGTH).toBe(true);
      }
    }),
  );
});

it("the first page of nothing is nothing, and one message that is too long is a page", () => {
  expect(firstPage([])).toEqual([]);
  const long: ChatMessage = {
    sequence: 1,
    id: "",
    author: { id: null, name: "A" },
    text: "x".repeat(PAGE_TEXT_LENGTH + 1),
    at: "",
  };
  expect(pages([long, long])).toEqual([[long], [long]]);
});
