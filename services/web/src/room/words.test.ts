import { describe, expect, it } from "vitest";
import { type ConnectionState, INITIAL_STATE } from "../connection/state.ts";
import { hereWords, newMessagesWords, phaseWords, roomPhase } from "./words.ts";

const at = "2026-01-31T09:30:00.000Z";
const host = { id: "a", name: "Ann" };
const room = { slug: "jazz", title: "Jazz", isPrivate: false, host, createdAt: at, endedAt: null };
const open: ConnectionState = { ...INITIAL_STATE, link: { kind: "open", since: 0 } };
const waiting: ConnectionState = { ...INITIAL_STATE, link: { kind: "waiting", until: 0 }, reason: "lost" };

describe("roomPhase", () => {
  it("is live only when one is in the room", () => {
    expect(roomPhase(open, { inside: true, room })).toBe("live");
    expect(roomPhase(open, { inside: false, room })).toBe("reconnecting");
    expect(roomPhase(open, { inside: false, room: undefined })).toBe("connecting");
  });

  it("is the connection's otherwise", () => {
    expect(roomPhase(waiting, { inside: false, room })).toBe("reconnecting");
    expect(roomPhase({ ...waiting, online: false }, { inside: false, room })).toBe("offline");
    expect(roomPhase({ ...waiting, outdated: true }, { inside: false, room })).toBe("outdated");
  });

  it("is reconnecting for whoever was inside, also when the page begins a connection anew", () => {
    expect(roomPhase({ ...INITIAL_STATE, link: { kind: "opening" } }, { inside: false, room })).toBe("reconnecting");
  });
});

it("puts every phase into words", () => {
  expect(phaseWords("live", open)).toBe("Live");
  expect(phaseWords("reconnecting", waiting)).toBe("Connection lost");
  expect(phaseWords("reconnecting", { ...waiting, reason: "restart" })).toBe("Being updated, back in a moment");
  expect(phaseWords("stray", { ...waiting, strayInto: "staging" })).toContain("staging");
});

it("counts people and messages", () => {
  expect([hereWords(1, "en"), hereWords(1_200, "en")]).toEqual(["1 here", "1,200 here"]);
  expect([newMessagesWords(1), newMessagesWords(3)]).toEqual(["1 new message", "3 new messages"]);
});
