import { expect, it } from "vitest";
import { OUTSIDE, type RoomEvent, reduceRoom } from "./state.ts";
import { shownMessages } from "./timeline.ts";

const at = "2026-01-31T09:30:00.000Z";
const ann = { id: "a", name: "Ann" };
const room = { slug: "jazz", title: "Jazz", isPrivate: true, host: ann, createdAt: at, endedAt: null };
const entered: RoomEvent = {
  type: "entered",
  room,
  you: ann,
  presence: { count: 1, people: [ann] },
  entry: { resumed: false, messages: [], newest: 0 },
};

const after = (...events: RoomEvent[]) => events.reduce(reduceRoom, OUTSIDE);

it("keeps everything that is known while the connection is gone", () => {
  const state = after(entered, { type: "lost" });
  expect(state).toEqual({ ...after(entered), inside: false });
  expect(reduceRoom(state, { type: "lost" })).toBe(state);
});

it("shows what one said as soon as it is stored, under one's own name", () => {
  const state = after(entered, { type: "said", id: "1", text: "Hello" }, { type: "stored", id: "1", sequence: 1, at });
  expect(shownMessages(state.timeline)).toEqual([{ id: "1", sequence: 1, at, author: ann, text: "Hello" }]);
});

it("makes nothing of an answer to what one didn't say", () => {
  const state = after(entered, { type: "stored", id: "x", sequence: 1, at });
  expect(shownMessages(state.timeline)).toEqual([]);
});

it("says of what wasn't stored by the end that it wasn't", () => {
  const state = after(entered, { type: "said", id: "1", text: "Wait" }, { type: "over", end: "ended" });
  expect(state.timeline.drafts).toEqual([
    { id: "1", text: "Wait", state: "failed", reason: "The room was over by then." },
  ]);
});

it("ends once: who was removed isn't told that the room is over", () => {
  const state = after(entered, { type: "over", end: "removed" });
  expect(state).toMatchObject({ end: "removed", inside: false, presence: { count: 0, people: [] } });
  expect(reduceRoom(state, { type: "over", end: "ended" })).toBe(state);
});
