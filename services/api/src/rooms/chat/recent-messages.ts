import type { ChatMessage } from "@live-listen/protocol";

/** The newest messages of a room, without gaps, kept so that those who join or come back soon don't each ask the database. */
export class RecentMessages {
  readonly #capacity: number;
  #messages: ChatMessage[] = [];
  #sequence: number;

  /**
   * @param capacity messages that are always kept, once there were as many; up to twice as many are.
   * @param sequence of the message before the first that will be added.
   */
  constructor(capacity: number, sequence = 0) {
    this.#capacity = capacity;
    this.#sequence = sequence;
  }

  /** Sequence of the newest message. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Adds the next message. @returns false, and does nothing, when it is another one than the next. */
  add(message: ChatMessage): boolean {
    if (message.sequence !== this.#sequence + 1) return false;
    this.#messages.push(message);
    this.#sequence = message.sequence;
    if (this.#messages.length >= 2 * this.#capacity) this.#messages = this.#messages.slice(-this.#capacity);
    return true;
  }

  /** Gives everything after a sequence, oldest first; undefined when some of that isn't kept any more. */
  after(sequence: number): readonly ChatMessage[] | undefined {
    if (sequence >= this.#sequence) return [];
    const missing = this.#sequence - sequence;
    return missing <= this.#messages.length ? this.#messages.slice(-missing) : undefined;
  }
}
