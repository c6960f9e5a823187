import type { ChatMessage } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  discard,
  EMPTY_TIMELINE,
  enter,
  forget,
  hasEarlier,
  hear,
  nextToSend,
  refuse,
  say,
  sayAgain,
  shownMessages,
  type Timeline,
} from "./timeline.ts";

const idOf = (sequence: number) => `00000000-0000-4000-8000-${String(sequence).padStart(12, "0")}`;

function message(sequence: number): ChatMessage {
  const author = { id: idOf(sequence % 3), name: `Person ${sequence % 3}` };
  return { sequence, id: idOf(sequence), author, text: `Message ${sequence}`, at: "2026-01-31T09:30:00.000Z" };
}

/** Messages with the sequences from one to another, both among them. */
function messages(from: number, to: number): ChatMessage[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => message(from + index));
}

const shown = (timeline: Timeline) => shownMessages(timeline).map(({ sequence }) => sequence);
const sequences = (from: number, to: number) => messages(from, to).map(({ sequence }) => sequence);
const entered = (from: number, to: number) =>
  enter(EMPTY_TIMELINE, { resumed: false, messages: messages(from, to), newest: to });

describe("entering", () => {
  it("shows what the API tells, and knows that there is more before it", () => {
    expect(shown(entered(51, 100))).toEqual(sequences(51, 100));
    expect(hasEarlier(entered(51, 100))).toBe(true);
    expect(hasEarlier(entered(1, 20))).toBe(false);
  });

  it("begins an empty room with its first message", () => {
    const empty = enter(EMPTY_TIMELINE, { resumed: false, messages: [], newest: 0 });
    expect(shown(empty)).toEqual([]);
    expect(hasEarlier(empty)).toBe(false);
    expect(shown(hear(empty, messages(1, 2)))).toEqual([1, 2]);
  });

  it("again goes on where it broke off, also when the missed messages come only later", () => {
    const again = enter(entered(51, 100), { resumed: true, messages: messages(101, 110), newest: 130 });
    expect(shown(again)).toEqual(sequences(51, 110));
    expect(shown(hear(again, messages(111, 130)))).toEqual(sequences(51, 130));
    const bare = enter(entered(51, 100), { resumed: true, messages: [], newest: 130 });
    expect(shown(hear(bare, messages(101, 130)))).toEqual(sequences(51, 130));
  });

  it("again after too long shows the newest, and joins the older ones once the gap is filled", () => {
    const again = enter(entered(1, 100), { resumed: false, messages: messages(951, 1_000), newest: 1_000 });
    expect(shown(again)).toEqual(sequences(951, 1_000));
    expect(hasEarlier(again)).toBe(true);
    expect(shown(hear(again, messages(101, 950)))).toEqual(sequences(1, 1_000));
  });

  it("again after a short while goes on even when the API begins anew", () => {
    const again = enter(entered(51, 100), { resumed: false, messages: messages(81, 130), newest: 130 });
    expect(shown(again)).toEqual(sequences(51, 130));
  });
});

describe("hearing", () => {
  it("holds back what comes beyond a gap until the gap is filled", () => {
    const ahead = hear(entered(51, 100), [message(103), message(102)]);
    expect(shown(ahead)).toEqual(sequences(51, 100));
    expect(shown(hear(ahead, [message(101)]))).toEqual(sequences(51, 103));
  });

  it("shows nothing before one has entered", () => {
    expect(shown(hear(EMPTY_TIMELINE, messages(1, 3)))).toEqual([]);
  });
});

describe("saying", () => {
  it("shows what one says until it is among the messages, then there alone", () => {
    const said = say(entered(1, 2), { id: idOf(3), text: "Message 3" });
    expect(said.drafts).toEqual([{ id: idOf(3), text: "Message 3", state: "sending" }]);
    const stored = hear(said, [message(3)]);
    expect(stored.drafts).toEqual([]);
    expect(shown(stored)).toEqual([1, 2, 3]);
  });

  it("keeps showing what is stored beyond a gap, without sending it again", () => {
    const said = say(entered(1, 2), { id: idOf(5), text: "Message 5" });
    const stored = hear(said, [message(5)]);
    expect(stored.drafts).toHaveLength(1);
    expect(nextToSend(stored)).toBeUndefined();
    expect(hear(stored, messages(3, 4)).drafts).toEqual([]);
  });

  it("sends one after another, in the order in which they were said", () => {
    const both = say(say(entered(1, 2), { id: idOf(3), text: "Message 3" }), { id: idOf(4), text: "Message 4" });
    expect(nextToSend(both)?.id).toBe(idOf(3));
    expect(nextToSend(hear(both, [message(3)]))?.id).toBe(idOf(4));
  });

  it("lets go on with the next when one is refused, until that one is tried again or thrown away", () => {
    const both = say(say(entered(1, 2), { id: idOf(3), text: "Message 3" }), { id: idOf(4), text: "Message 4" });
    const refused = refuse(both, idOf(3), "Too long.");
    expect(refused.drafts[0]).toEqual({ id: idOf(3), text: "Message 3", state: "failed", reason: "Too long." });
    expect(nextToSend(refused)?.id).toBe(idOf(4));
    expect(nextToSend(sayAgain(refused, idOf(3)))).toEqual({ id: idOf(3), text: "Message 3", state: "sending" });
    expect(discard(refused, idOf(3)).drafts.map(({ id }) => id)).toEqual([idOf(4)]);
  });
});

describe("forgetting", () => {
  it("keeps the newest and has the others again when they are heard again", () => {
    const less = forget(entered(1, 100), 30);
    expect(shown(less)).toEqual(sequences(71, 100));
    expect(hasEarlier(less)).toBe(true);
    expect(shown(hear(less, messages(1, 70)))).toEqual(sequences(1, 100));
    expect(forget(less, 30)).toBe(less);
  });
});

/** Everything that one can hear of a room with so many messages, in pieces that overlap, and one's own messages among them. */
const session = fc
  .record({ count: fc.integer({ min: 1, max: 60 }), begin: fc.nat(60), own: fc.array(fc.nat(60), { maxLength: 6 }) })
  .chain(({ count, begin, own }) => {
    const entry = Math.min(begin, count);
    const piece = fc
      .tuple(fc.integer({ min: 1, max: count }), fc.nat(12))
      .map(([from, length]) => messages(from, Math.min(count, from + length)));
    const ownSequences = [...new Set(own)].filter((sequence) => sequence > entry && sequence <= count);
    return fc.record({
      count: fc.constant(count),
      entry: fc.constant(entry),
      drafts: fc.constant(ownSequences.map((sequence) => ({ id: idOf(sequence), text: `Message ${sequence}` }))),
      // Whatever the pieces are, each message is heard at least once, in any order.
      heard: fc
        .tuple(fc.array(piece, { maxLength: 12 }), fc.constant(messages(1, count).map((one) => [one])))
        .chain(([some, all]) => fc.shuffledSubarray([...some, ...all], { minLength: some.length + all.length })),
      again: fc.nat(count),
    });
  });

describe("whatever comes in whatever order", () => {
  it("leaves the same timeline, every message once, in order", () => {
    fc.assert(
      fc.property(session, ({ count, entry, drafts, heard }) => {
        const begun = enter(EMPTY_TIMELINE, { resumed: false, messages: messages(1, entry), newest: entry });
        const end = heard.reduce(hear, drafts.reduce(say, begun));
        expect(shown(end)).toEqual(sequences(1, count));
        expect(end.drafts).toEqual([]);
      }),
    );
  });

  it("never shows a gap, a message twice, or fewer of one's own on the way", () => {
    fc.assert(
      fc.property(session, ({ entry, drafts, heard, again }) => {
        let timeline = drafts.reduce(
          say,
          enter(EMPTY_TIMELINE, { resumed: false, messages: messages(1, entry), newest: entry }),
        );
        for (const [index, piece] of heard.entries()) {
          timeline = hear(timeline, piece);
          if (index === again) {
            const { to } = timeline.run ?? { to: 0 };
            timeline = enter(timeline, { resumed: true, messages: [], newest: to });
          }
          const seen = shown(timeline);
          expect(seen).toEqual(sequences(seen[0] ?? 1, seen.at(-1) ?? 0));
          const visible = new Set([...shownMessages(timeline), ...timeline.drafts].map(({ id }) => id));
          expect(visible.size).toBe(seen.length + timeline.drafts.length);
          for (const { id } of drafts) expect(visible).toContain(id);
        }
      }),
    );
  });
});
