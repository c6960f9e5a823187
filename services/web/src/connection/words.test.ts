import { describe, expect, it } from "vitest";
import { type ConnectionState, INITIAL_STATE } from "./state.ts";
import { nextTryWords, releaseWords, roundTripWords, statusWords } from "./words.ts";

const waiting: ConnectionState = { ...INITIAL_STATE, link: { kind: "waiting", until: 5_000 }, reason: "lost" };

describe("statusWords", () => {
  it.each<[string, ConnectionState]>([
    ["Connecting", { ...INITIAL_STATE, link: { kind: "opening" } }],
    ["Connected", { ...INITIAL_STATE, link: { kind: "open", since: 0 } }],
    ["Reconnecting", waiting],
    ["Reconnecting", { ...waiting, reason: "unreachable" }],
    ["Back in a moment", { ...waiting, reason: "restart" }],
    ["You’re offline", { ...waiting, online: false }],
    ["A new version is ready", { ...waiting, outdated: true }],
    ["Wrong address", { ...waiting, strayInto: "production" }],
  ])("says “%s”", (title, state) => {
    expect(statusWords(state).title).toBe(title);
  });

  it("names the environment that answered in place of this page's", () => {
    expect(statusWords({ ...waiting, strayInto: "production" }).detail).toContain("production");
  });

  it("says the same while it waits and while it tries", () => {
    expect(statusWords({ ...waiting, link: { kind: "opening" } })).toEqual(statusWords(waiting));
  });
});

it("counts down to the next attempt", () => {
  expect([undefined, 0, 1, 12].map(nextTryWords)).toEqual([
    "Trying now…",
    "Trying now…",
    "Next try in 1 s",
    "Next try in 12 s",
  ]);
});

it("writes round trips for reading at a glance", () => {
  expect([undefined, 0.4, 12.6, 9_999, 12_400].map(roundTripWords)).toEqual([
    "–",
    "under 1 ms",
    "13 ms",
    "9999 ms",
    "12 s",
  ]);
});

it("shortens the hash of a commit and leaves other names as they are", () => {
  expect(releaseWords({ version: "1.2.0", commit: "4f2c9ab81d0e77aa4f2c9ab81d0e77aa4f2c9ab8" })).toBe(
    "1.2.0 · 4f2c9ab",
  );
  expect(releaseWords({ version: "1.2.0", commit: "development" })).toBe("1.2.0 · development");
  expect(releaseWords(undefined)).toBe("–");
});
