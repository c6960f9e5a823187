import { setImmediate as turn } from "node:timers/promises";
import type { ChatMessage } from "@live-listen/protocol";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Frame } from "../../socket/frame.ts";
import { ChatFeed, type FeedListener } from "./feed.ts";
import type { MessageReader } from "./read-messages.ts";

const limits = { deliveryMilliseconds: 0, recentMessages: 5, resumableMessages: 40, retryMilliseconds: 1 };

/** A room in memory, whose reader takes its time and fails when it is told to. */
class FakeRoom implements MessageReader {
  readonly messages: ChatMessage[] = [];
  failures = 0;

  write(): ChatMessage {
    const sequence = this.messages.length + 1;
    const message = { sequence, id: "", author: { id: null, name: "A" }, text: String(sequence), at: "" };
    this.messages.push(message);
    return message;
  }

  async after(_room: string, sequence: number, limit: number) {
    return await this.#read(() => this.messages.slice(sequence, sequence + limit));
  }

  async before(_room: string, sequence: number | undefined, limit: number) {
    const end = sequence === undefined ? this.messages.length : sequence - 1;
    return await this.#read(() => this.messages.slice(Math.max(0, end - limit), end));
  }

  async #read(find: () => ChatMessage[]): Promise<ChatMessage[]> {
    const found = find();
    await turn();
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("the database is away");
    }
    return found;
  }
}

class FakeListener implements FeedListener {
  readonly heard: number[] = [];
  frames = 0;
  isOpen = true;
  failure: unknown;

  send(frame: Frame): void {
    this.frames += 1;
    this.heard.push(...JSON.parse(String(frame)).messages.map(({ sequence }: ChatMessage) => sequence));
  }

  async deliver(frame: Frame): Promise<boolean> {
    await turn();
    if (this.isOpen) this.send(frame);
    return this.isOpen;
  }

  fail(error: unknown): void {
    this.failure = error;
  }
}

const feeds: ChatFeed[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.close();
});

async function open(room: FakeRoom): Promise<{ feed: ChatFeed; failures: unknown[] }> {
  const failures: unknown[] = [];
  const feed = new ChatFeed({ roomId: "", reader: room, limits, onFailure: (error) => failures.push(error) });
  feeds.push(feed);
  await feed.load();
  return { feed, failures };
}

function listen(feed: ChatFeed, resume?: number): FakeListener {
  const listener = new FakeListener();
  listener.heard.push(...feed.add(listener, resume).messages.map(({ sequence }) => sequence));
  return listener;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** What can happen around a feed: somebody writes here or elsewhere, with or without a notification, joins, or time passes. */
const event = fc.oneof(
  fc.constantFrom(
    "write here",
    "write a lot",
    "write here late",
    "write elsewhere",
    "write unnoticed",
    "notice",
    "fail",
    "turn",
  ),
  fc.record({ resumeBehind: fc.option(fc.nat(50)) }),
);

describe("a feed", () => {
  it("brings everybody everything after where they began, once and in order, whatever happens meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.array(event, { maxLength: 80 }), async (already, events) => {
        const room = new FakeRoom();
        for (let count = 0; count < already; count += 1) room.write();
        const { feed } = await open(room);
        const joined: { listener: FakeListener; from: number }[] = [];
        const late: ChatMessage[] = [];
        for (const happened of events) {
          if (typeof happened === "object") {
            const { resumeBehind } = happened;
            const resume = resumeBehind === null ? undefined : Math.max(0, room.messages.length - resumeBehind);
            if (resume !== undefined) await feed.reach(resume).catch(() => {});
            const listener = new FakeListener();
            const start = feed.add(listener, resume);
            const from =
              start.resumed && resume !== undefined ? resume : Math.max(0, start.sequence - limits.recentMessages);
            listener.heard.push(...start.messages.map((message) => message.sequence));
            joined.push({ listener, from });
          } else if (happened === "write here") feed.committed(room.write());
          else if (happened === "write a lot") for (let count = 0; count < 12; count += 1) feed.committed(room.write());
          else if (happened === "write here late") late.push(room.write());
          else if (happened === "write elsewhere") feed.noticed(room.write().sequence);
          else if (happened === "write unnoticed") room.write();
          else if (happened === "notice") feed.noticed(room.messages.length);
          else if (happened === "fail") room.failures += 1;
          else await turn();
        }
        for (const message of late.reverse()) feed.committed(message);
        feed.look();
        const living = () => joined.filter(({ listener }) => listener.failure === undefined);
        const isDone = () =>
          living().every(({ listener, from }) => listener.heard.length >= room.messages.length - from);
        while (!isDone() || room.failures > 0) {
          await turn();
          if (room.failures > 0) feed.look();
        }
        await turn();
        for (const { listener, from } of living())
          expect(listener.heard).toEqual(range(from + 1, room.messages.length));
      }),
      { numRuns: 300 },
    );
  });

  it("makes one frame for all of what comes at once", async () => {
    const room = new FakeRoom();
    const { feed } = await open(room);
    const listeners = [listen(feed), listen(feed)];
    await turn();
    for (let count = 0; count < 4; count += 1) feed.committed(room.write());
    await expect.poll(() => listeners.map(({ heard }) => heard)).toEqual([range(1, 4), range(1, 4)]);
    expect(listeners.map(({ frames }) => frames)).toEqual([1, 1]);
  });

  it("reports that it can't look, and looks again until it can", async () => {
    const room = new FakeRoom();
    const { feed, failures } = await open(room);
    const listener = listen(feed);
    room.failures = 3;
    feed.noticed(room.write().sequence);
    await expect.poll(() => listener.heard).toEqual([1]);
    expect(failures).toHaveLength(3);
  });

  it("tells a listener that it can't be led up to the others", async () => {
    const room = new FakeRoom();
    for (let count = 0; count < 30; count += 1) room.write();
    const { feed } = await open(room);
    const listener = listen(feed, 0);
    room.failures = 1;
    await expect.poll(() => listener.failure).toEqual(new Error("the database is away"));
    expect(listener.heard).toEqual([]);
  });

  it("gives up on a listener that is gone", async () => {
    const room = new FakeRoom();
    for (let count = 0; count < 30; count += 1) room.write();
    const { feed } = await open(room);
    const [leaving, gone] = [listen(feed, 0), listen(feed, 0)];
    feed.remove(leaving);
    gone.isOpen = false;
    const other = listen(feed, 0);
    feed.committed(room.write());
    await expect.poll(() => other.heard).toEqual(range(1, 31));
    expect([leaving.heard, gone.heard]).toEqual([[], []]);
  });
});
