import { CloseCode } from "@live-listen/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ann, at, chats, createTestRoom, room, said, type TestRoom } from "./test-room.ts";
import { shownMessages } from "./timeline.ts";

const texts = ({ client }: TestRoom) => shownMessages(client.state.timeline).map(({ text }) => text);

/** What the API answers to the chat message that was sent last. */
function store(one: TestRoom, sequence: number): void {
  const { id = "" } = chats(one).at(-1) ?? {};
  one.hear({ type: "stored", id, sequence, at });
}

afterEach(() => vi.useRealTimers());

describe("coming in", () => {
  it("brings the token first, and then knows the room", async () => {
    const one = createTestRoom();
    await one.open();
    expect(one.sent).toEqual([{ type: "join", room: "jazz", token: "token-1" }]);
    expect(one.client.state.inside).toBe(false);
    one.join([said(1, "Hello")]);
    expect(one.client.state).toMatchObject({ inside: true, room, you: ann, presence: { count: 2 } });
    expect(texts(one)).toEqual(["Hello"]);
  });

  it("again asks for what came after the last message that is shown", async () => {
    const one = createTestRoom();
    await one.open();
    one.join([said(1, "one"), said(2, "two")]);
    one.hear({ type: "messages", messages: [said(4, "four")] });
    one.lose();
    expect(one.client.state.inside).toBe(false);
    await one.open();
    expect(one.sent.at(-1)).toEqual({ type: "join", room: "jazz", token: "token-1", resume: 2 });
    one.join([said(3, "three"), said(4, "four")], { resumed: true });
    expect(texts(one)).toEqual(["one", "two", "three", "four"]);
  });

  it("with another token when the API refused the last one", async () => {
    const one = createTestRoom();
    await one.open();
    one.lose(CloseCode.unauthorized);
    await one.open();
    expect(one.asked).toEqual([undefined, "token-1"]);
    expect(one.sent.at(-1)).toMatchObject({ token: "token-2" });
  });

  it("brings every newer token once, while one is inside", async () => {
    const one = createTestRoom();
    await one.open();
    one.signIn();
    expect(one.sent).toHaveLength(1);
    one.join();
    expect(one.sent.at(-1)).toEqual({ type: "renew", token: "token-2" });
    one.signIn();
    expect(one.sent.slice(-2)).toEqual([
      { type: "renew", token: "token-2" },
      { type: "renew", token: "token-3" },
    ]);
  });
});

describe("saying something", () => {
  it("sends one after the other, each when the one before is stored", async () => {
    const one = createTestRoom();
    await one.open();
    one.join();
    one.client.say("one");
    one.client.say("two");
    expect(chats(one).map(({ text }) => text)).toEqual(["one"]);
    store(one, 1);
    expect(chats(one).map(({ text }) => text)).toEqual(["one", "two"]);
    store(one, 2);
    expect(texts(one)).toEqual(["one", "two"]);
    expect(one.client.state.timeline.drafts).toEqual([]);
  });

  it("without a connection waits for one, and sends it again under the same id when nobody knows whether it was stored", async () => {
    const one = createTestRoom();
    one.client.say("early");
    expect(one.sent).toEqual([]);
    await one.open();
    one.join();
    const [first] = chats(one);
    expect(first?.text).toBe("early");
    one.lose();
    await one.open();
    one.join([], { resumed: true });
    expect(chats(one)).toEqual([first, first]);
  });

  it("isn't sent again when it turns out to be stored", async () => {
    const one = createTestRoom();
    await one.open();
    one.join();
    one.client.say("Hello");
    const { id = "" } = chats(one)[0] ?? {};
    one.lose();
    await one.open();
    one.join([{ ...said(1, "Hello", ann), id }], { resumed: true });
    expect(chats(one)).toHaveLength(1);
    expect(one.client.state.timeline.drafts).toEqual([]);
  });

  it("that is refused says why, and can be tried again or thrown away", async () => {
    const one = createTestRoom();
    await one.open();
    one.join();
    one.client.say("Hello");
    const { id = "" } = chats(one)[0] ?? {};
    one.hear({ type: "error", code: "closed", message: "Nothing can be said here.", id });
    expect(one.client.state.timeline.drafts).toMatchObject([{ state: "failed", reason: "Nothing can be said here." }]);
    one.client.sayAgain(id);
    expect(chats(one)).toHaveLength(2);
    one.hear({ type: "error", code: "closed", message: "Nothing can be said here.", id });
    one.client.discard(id);
    expect(one.client.state.timeline.drafts).toEqual([]);
  });

  it("too fast is sent again when the API says", async () => {
    vi.useFakeTimers();
    const one = createTestRoom();
    await one.open();
    one.join();
    one.client.say("Hello");
    const { id = "" } = chats(one)[0] ?? {};
    one.hear({ type: "error", code: "too_fast", message: "Slower.", id, retryAfterMs: 700 });
    await vi.advanceTimersByTimeAsync(699);
    expect(chats(one)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(chats(one)).toHaveLength(2);
    expect(one.client.state.timeline.drafts).toMatchObject([{ state: "sending" }]);
  });

  it("counts as not sent when the API stays silent", async () => {
    vi.useFakeTimers();
    const one = createTestRoom();
    await one.open();
    one.join();
    one.client.say("Hello");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(one.client.state.timeline.drafts).toMatchObject([{ state: "failed" }]);
    store(one, 1);
    expect(texts(one)).toEqual(["Hello"]);
  });
});

describe("reading back", () => {
  it("fetches what is older, once at a time, and says when it couldn't", async () => {
    const asked: (number | undefined)[] = [];
    const one = createTestRoom({
      async messages(_, before) {
        asked.push(before);
        return before === 3
          ? { ok: true, value: [said(2, "two")] }
          : { ok: false, failure: { code: "x", sentence: "x" } };
      },
    });
    await one.open();
    one.join([said(3, "three")]);
    await Promise.all([one.client.readBack(), one.client.readBack()]);
    expect(asked).toEqual([3]);
    expect(texts(one)).toEqual(["two", "three"]);
    await one.client.readBack();
    expect(one.client.state.history).toBe("failed");
  });
});

describe("the end", () => {
  it.each([
    [CloseCode.removed, "removed"],
    [CloseCode.roomNotFound, "not-found"],
    [CloseCode.policyViolation, "crowded"],
  ])("by a close with %d is “%s”", async (code, end) => {
    const one = createTestRoom();
    await one.open();
    one.close(code);
    expect(one.client.state).toMatchObject({ end, inside: false });
  });

  it("is told once, by whatever tells it first", async () => {
    const one = createTestRoom();
    await one.open();
    one.join([said(1, "Hello")]);
    one.hear({ type: "ended" });
    one.close(CloseCode.roomEnded);
    expect(one.client.state.end).toBe("ended");
    expect(texts(one)).toEqual(["Hello"]);
  });

  it("leaves what was said to whoever comes too late", async () => {
    const one = createTestRoom({
      find: async () => ({ ok: true, value: { ...room, endedAt: at } }),
      messages: async () => ({ ok: true, value: [said(1, "one"), said(2, "two")] }),
    });
    await one.open();
    one.close(CloseCode.roomEnded);
    await vi.waitFor(() => expect(texts(one)).toEqual(["one", "two"]));
    expect(one.client.state).toMatchObject({ end: "ended", room: { endedAt: at } });
  });
});
