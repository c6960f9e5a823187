import type { ChatMessage } from "@live-listen/protocol";
import { describe, expect, it } from "vitest";
import { toRows } from "./rows.ts";

const ann = { id: "00000000-0000-4000-8000-00000000000a", name: "Ann" };
const bob = { id: "00000000-0000-4000-8000-00000000000b", name: "Bob" };

/** Messages of these authors at these local times. */
function said(...sayings: [ChatMessage["author"], string][]): ChatMessage[] {
  return sayings.map(([author, at], index) => ({
    sequence: index + 1,
    id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    author,
    text: "…",
    at: new Date(at).toISOString(),
  }));
}

const goingOn = (messages: ChatMessage[]) => toRows(messages).map(({ goesOn }) => goesOn);

describe("toRows", () => {
  it("puts what one author says in a few minutes under one name", () => {
    const messages = said(
      [ann, "2026-01-31T09:30"],
      [ann, "2026-01-31T09:34"],
      [bob, "2026-01-31T09:34"],
      [ann, "2026-01-31T09:35"],
      [ann, "2026-01-31T09:41"],
    );
    expect(goingOn(messages)).toEqual([false, true, false, false, false]);
  });

  it("begins anew with a new day, and with a new name", () => {
    const messages = said(
      [ann, "2026-01-31T23:59"],
      [ann, "2026-02-01T00:00"],
      [{ ...ann, name: "Anna" }, "2026-02-01T00:01"],
    );
    expect(goingOn(messages)).toEqual([false, false, false]);
    expect(toRows(messages).map(({ newDay }) => newDay)).toEqual([true, true, false]);
  });

  it("doesn't take two authors who are gone for one", () => {
    const gone = { id: null, name: "Ann" };
    expect(goingOn(said([gone, "2026-01-31T09:30"], [gone, "2026-01-31T09:31"]))).toEqual([false, false]);
  });
});
