import { setTimeout as sleep } from "node:timers/promises";
import type { ChatMessage } from "@live-listen/protocol";
import { type Frame, frameOf } from "../../socket/frame.ts";
import { firstPage, PAGE_MESSAGES, pages } from "./page.ts";
import type { MessageReader } from "./read-messages.ts";
import { RecentMessages } from "./recent-messages.ts";

/** Somebody to whom a feed delivers. */
export interface FeedListener {
  /** Writes a frame, whatever waits already. */
  send(frame: Frame): void;
  /** Writes a frame and waits until it has left; false when the listener is gone. */
  deliver(frame: Frame): Promise<boolean>;
  /** Called when the rest can't be delivered. */
  fail(error: unknown): void;
}

/** Time and amounts of a feed. */
export interface FeedLimits {
  /** Least time between two deliveries to everybody; what comes meanwhile goes into one frame. */
  readonly deliveryMilliseconds: number;
  /** Messages that somebody gets who joins for the first time, and that are kept at least. */
  readonly recentMessages: number;
  /** Messages that somebody who comes back gets at most; who lacks more begins anew. */
  readonly resumableMessages: number;
  /** Time after which a failed look into the database is repeated. */
  readonly retryMilliseconds: number;
}

/** Where a listener begins. */
export interface FeedStart {
  readonly sequence: number;
  readonly resumed: boolean;
  /** The first of what it lacks; the rest is on its way. */
  readonly messages: readonly ChatMessage[];
}

/** What a feed is made of. */
export interface FeedOptions {
  readonly roomId: string;
  readonly reader: MessageReader;
  readonly limits: FeedLimits;
  /** Told when a look into the database failed; it is repeated. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Brings the messages of one room to its listeners on this instance: to each every message once, in order, without gaps, wherever it was written.
 * Listeners that are up to date get the same frames; one that lags behind is led up to them page by page, at the speed at which it reads.
 */
export class ChatFeed {
  readonly #roomId: string;
  readonly #reader: MessageReader;
  readonly #limits: FeedLimits;
  readonly #onFailure: (error: unknown) => void;
  /** Those that have everything up to `#delivered`. */
  readonly #current = new Set<FeedListener>();
  readonly #lagging = new Set<FeedListener>();
  #recent: RecentMessages;
  #delivered = 0;
  #deliveredAt = Number.NEGATIVE_INFINITY;
  #delivery: NodeJS.Timeout | undefined;
  #lookWanted = false;
  #looking = false;
  #closed = false;

  constructor({ roomId, reader, limits, onFailure }: FeedOptions) {
    this.#roomId = roomId;
    this.#reader = reader;
    this.#limits = limits;
    this.#onFailure = onFailure;
    this.#recent = new RecentMessages(limits.recentMessages);
  }

  /** Reads the newest messages. Before that, the feed takes no listeners. */
  async load(): Promise<void> {
    const messages = await this.#reader.before(this.#roomId, undefined, this.#limits.recentMessages);
    const before = (messages[0]?.sequence ?? 1) - 1;
    this.#recent = new RecentMessages(this.#limits.recentMessages, before);
    for (const message of messages) this.#recent.add(message);
    this.#delivered = this.#recent.sequence;
  }

  /** Takes a message that was just committed on this instance. */
  committed(message: ChatMessage): void {
    if (this.#recent.add(message)) this.#deliverSoon();
    else this.noticed(message.sequence);
  }

  /**
   * Sees to it that everything up to a sequence is known, which somebody may have got from another instance a moment ago. There may be no such message:
   * a database that was recovered is younger than what some have seen.
   */
  async reach(sequence: number): Promise<void> {
    while (sequence > this.#recent.sequence && (await this.#read()) > 0);
  }

  /** Takes note that a message was committed somewhere. */
  noticed(sequence: number): void {
    if (sequence > this.#recent.sequence) this.look();
  }

  /** Looks into the database for messages that nobody told of. */
  look(): void {
    this.#lookWanted = true;
    if (!this.#looking) void this.#lookAgain();
  }

  /**
   * Adds a listener.
   *
   * @param resume sequence of the last message that it has; undefined when it has none.
   */
  add(listener: FeedListener, resume: number | undefined): FeedStart {
    const { sequence } = this.#recent;
    const missing = resume === undefined ? Number.POSITIVE_INFINITY : sequence - resume;
    const resumed = missing >= 0 && missing <= this.#limits.resumableMessages;
    const from = resumed && resume !== undefined ? resume : Math.max(0, sequence - this.#limits.recentMessages);
    const messages = firstPage(this.#recent.after(from) ?? []);
    this.#lagging.add(listener);
    // Not before the caller has told the listener where it begins.
    queueMicrotask(() => void this.#leadUp(listener, from + messages.length));
    return { sequence, resumed, messages };
  }

  /** Takes a listener out. */
  remove(listener: FeedListener): void {
    this.#current.delete(listener);
    this.#lagging.delete(listener);
  }

  /** Ends everything that goes on; the feed is of no use any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#delivery);
    this.#current.clear();
    this.#lagging.clear();
  }

  /** Leads a listener up to the others; in the same moment if it lacks nothing. */
  async #leadUp(listener: FeedListener, from: number): Promise<void> {
    let sequence = from;
    try {
      while (this.#lagging.has(listener)) {
        const kept = this.#recent.after(sequence);
        if (kept?.length === 0) {
          this.#deliverNow();
          this.#lagging.delete(listener);
          this.#current.add(listener);
          return;
        }
        const page = firstPage(kept ?? (await this.#readBetween(sequence, this.#recent.sequence)));
        sequence = page.at(-1)?.sequence ?? this.#recent.sequence;
        if (!(await listener.deliver(frameOf({ type: "messages", messages: [...page] })))) return;
      }
    } catch (error) {
      if (this.#lagging.delete(listener)) listener.fail(error);
    }
  }

  async #readBetween(after: number, upTo: number): Promise<ChatMessage[]> {
    const found = await this.#reader.after(this.#roomId, after, PAGE_MESSAGES);
    // What nobody here has got yet comes with the next delivery.
    return found.filter(({ sequence }) => sequence <= upTo);
  }

  #deliverSoon(): void {
    // Nothing may leave the recent messages undelivered.
    if (this.#recent.sequence - this.#delivered >= this.#limits.recentMessages) this.#deliverNow();
    if (this.#delivery !== undefined || this.#closed || this.#recent.sequence === this.#delivered) return;
    const due = this.#deliveredAt + this.#limits.deliveryMilliseconds - performance.now();
    this.#delivery = setTimeout(() => this.#deliverNow(), Math.max(0, due));
  }

  #deliverNow(): void {
    clearTimeout(this.#delivery);
    this.#delivery = undefined;
    const messages = this.#recent.after(this.#delivered) ?? [];
    if (messages.length === 0) return;
    this.#delivered = this.#recent.sequence;
    this.#deliveredAt = performance.now();
    for (const page of pages(messages)) {
      const frame = frameOf({ type: "messages", messages: [...page] });
      for (const listener of this.#current) listener.send(frame);
    }
  }

  /** Reads what comes after the newest known message. @returns how many messages were new. */
  async #read(): Promise<number> {
    const known = this.#recent.sequence;
    const found = await this.#reader.after(this.#roomId, known, PAGE_MESSAGES);
    for (const message of found) if (this.#recent.add(message)) this.#deliverSoon();
    return this.#recent.sequence - known;
  }

  async #lookAgain(): Promise<void> {
    this.#looking = true;
    while (this.#lookWanted && !this.#closed) {
      this.#lookWanted = false;
      try {
        if ((await this.#read()) > 0) this.#lookWanted = true;
      } catch (error) {
        this.#onFailure(error);
        this.#lookWanted = true;
        await sleep(this.#limits.retryMilliseconds, undefined, { ref: false });
      }
    }
    this.#looking = false;
  }
}
