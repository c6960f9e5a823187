import type { ChatMessage } from "@live-listen/protocol";
import { expect, it } from "vitest";
import { announcementOf } from "./announcement.ts";

const me = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";

function from(id: string | null, name: string, text = "Hello"): ChatMessage {
  return { sequence: 1, id: other, author: { id, name }, text, at: "2026-01-31T09:30:00.000Z" };
}

it("reads out the one message that came", () => {
  expect(announcementOf([from(other, "Bob")], me)).toBe("Bob: Hello");
});

it("tells how many came, and from whom the last", () => {
  expect(announcementOf([from(other, "Bob"), from(me, "Me"), from(null, "Cem")], me)).toBe(
    "2 new messages, the last from Cem",
  );
});

it("tells nothing of one's own", () => {
  expect(announcementOf([from(me, "Me")], me)).toBeUndefined();
  expect(announcementOf([], me)).toBeUndefined();
});

it("cuts what would take long to read out", () => {
  expect(announcementOf([from(other, "Bob", "x".repeat(1_000))], me)?.length).toBeLessThan(220);
});
