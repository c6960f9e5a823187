import { type ClientMessage, isChatText, type Person } from "@live-listen/protocol";
import type { Log } from "../../log/log.ts";
import type { Connection } from "../../socket/connection.ts";
import type { LiveRoom } from "./live-room.ts";
import type { LiveRooms } from "./live-rooms.ts";

/** Least time after which a message that came too fast, or couldn't be stored, is to be sent again, in milliseconds. */
const LEAST_RETRY_MILLISECONDS = 1_000;

/** What a speaker is made of. */
export interface SpeakerOptions {
  readonly connection: Connection;
  readonly rooms: LiveRooms;
  readonly room: LiveRoom;
  readonly person: Person;
  readonly log: Log;
}

/** What somebody says in a room over one socket: stored in the order in which it was said, each message answered once it is stored or refused. */
export class Speaker {
  readonly #options: SpeakerOptions;
  /** Ends when everything that was said so far is answered. */
  #saying: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: SpeakerOptions) {
    this.#options = options;
  }

  /** Takes a message. */
  say({ id, text }: Extract<ClientMessage, { type: "chat" }>): void {
    const { rooms, room, person } = this.#options;
    if (!isChatText(text)) {
      this.#refuse(id, "invalid_text", "Messages need something visible in them, and no control characters.");
      return;
    }
    const wait = room.rates.take(person.id);
    if (wait > 0 || this.#waiting >= rooms.limits.waitingMessages) {
      const retryAfterMs = Math.max(wait, LEAST_RETRY_MILLISECONDS);
      this.#refuse(id, "too_fast", "Too many messages in a short time: wait a moment.", retryAfterMs);
      return;
    }
    this.#waiting += 1;
    this.#saying = this.#saying
      .then(() => this.#store(id, text))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  /** Never throws. */
  async #store(id: string, text: string): Promise<void> {
    const { connection, rooms, room, person, log } = this.#options;
    try {
      const outcome = await rooms.say(room, person, id, text);
      if (outcome.kind === "stored") {
        const { sequence, at } = outcome.message;
        connection.send({ type: "stored", id, sequence, at });
      } else if (outcome.kind === "id_taken") {
        this.#refuse(id, "id_taken", "This id names another message: send it again under a new one.");
      } else {
        this.#refuse(id, "closed", "Nothing can be said here any more.");
      }
    } catch (error) {
      log.warn({ err: error }, "a message couldn't be stored");
      const message = "The message may not be stored: send it again under the same id.";
      this.#refuse(id, "unavailable", message, LEAST_RETRY_MILLISECONDS);
    }
  }

  #refuse(id: string, code: string, message: string, retryAfterMs?: number): void {
    const hint = retryAfterMs === undefined ? {} : { retryAfterMs };
    this.#options.connection.send({ type: "error", code, message, id, ...hint });
  }
}
