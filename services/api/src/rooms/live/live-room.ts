import type { Person, Room } from "@live-listen/protocol";
import type { Database } from "../../database/database.ts";
import { type Frame, frameOf } from "../../socket/frame.ts";
import { ChatRates } from "../chat/chat-rates.ts";
import { ChatFeed, type FeedListener, type FeedStart } from "../chat/feed.ts";
import type { MessageReader } from "../chat/read-messages.ts";
import type { FoundRoom } from "../directory/find-room.ts";
import { RemotePresences } from "../presence/remote-presences.ts";
import { Roster } from "../presence/roster.ts";
import type { RoomLimits } from "./limits.ts";

/** Why somebody has to leave. */
export type Expulsion = "removed" | "ended";

/** One socket in a room. */
export interface Member extends FeedListener {
  readonly person: Person;
  /** Says why, and closes the socket. */
  expel(why: Expulsion): void;
}

/** What a member is told when it comes in. */
export interface Entrance {
  readonly presence: { readonly count: number; readonly people: Person[] };
  readonly start: FeedStart;
}

/** What a room on this instance is made of. */
export interface LiveRoomOptions {
  readonly found: FoundRoom;
  readonly db: Database;
  readonly reader: MessageReader;
  readonly instance: string;
  readonly limits: RoomLimits;
  /** Told when a person comes to this instance's part of the room, or has left it. */
  readonly onPerson: (personId: string) => void;
  /** Told when the next tick has something to do here. */
  readonly onChange: () => void;
  /** Told when a look into the database failed; it is repeated. */
  readonly onFailure: (error: unknown) => void;
}

/** A room as far as it is on this instance: its sockets, who is in it anywhere, and what is said. */
export class LiveRoom {
  readonly id: string;
  readonly room: Room;
  readonly feed: ChatFeed;
  readonly rates: ChatRates;
  readonly roster: Roster;
  readonly remote: RemotePresences;
  readonly #options: LiveRoomOptions;
  readonly #members = new Set<Member>();
  readonly #removed = new Set<string>();
  #isEnded: boolean;
  /** How many are on their way in: the room isn't given up while there are any. */
  #entering = 0;

  constructor(options: LiveRoomOptions) {
    const { found, db, reader, instance, limits, onChange, onFailure } = options;
    this.#options = options;
    this.id = found.id;
    this.room = found.room;
    this.#isEnded = found.room.endedAt !== null;
    this.feed = new ChatFeed({ roomId: found.id, reader, limits: limits.feed, onFailure });
    this.rates = new ChatRates(limits.chatRate);
    this.roster = new Roster(found.room.host.id, limits.shownPeople);
    this.remote = new RemotePresences({
      db,
      roomId: found.id,
      instance,
      roster: this.roster,
      onChange,
      onFailure,
      retryMilliseconds: limits.feed.retryMilliseconds,
    });
  }

  /** Reads what there is. Before that, nobody can enter. */
  async load(): Promise<void> {
    await Promise.all([this.feed.load(), this.remote.load()]);
    this.roster.takeChange();
  }

  /** Whether nobody is in the room, or on the way in. */
  get isEmpty(): boolean {
    return this.#members.size === 0 && this.#entering === 0;
  }

  /** Number of sockets. */
  get size(): number {
    return this.#members.size;
  }

  /** Keeps the room from being given up while somebody is on the way in. */
  async whileEntering<T>(work: () => Promise<T>): Promise<T> {
    this.#entering += 1;
    try {
      return await work();
    } finally {
      this.#entering -= 1;
    }
  }

  /** Why a person may not be here; what came by notification counts at once. */
  refusalOf(personId: string): Expulsion | undefined {
    if (this.#removed.has(personId)) return "removed";
    return this.#isEnded ? "ended" : undefined;
  }

  /** Whether a person has as many sockets here as anybody may have. */
  isCrowdedBy(personId: string): boolean {
    return this.roster.socketsOf(personId) >= this.#options.limits.socketsPerPerson;
  }

  /** Lets a member in, which has to be told where it begins before anything else happens. */
  enter(member: Member, resume: number | undefined): Entrance {
    this.#members.add(member);
    const presence = this.roster.snapshot;
    if (this.roster.arrive(member.person)) this.#options.onPerson(member.person.id);
    this.#options.onChange();
    return { presence, start: this.feed.add(member, resume) };
  }

  /** Takes a member out; again, it does nothing. */
  leave(member: Member): void {
    if (!this.#members.delete(member)) return;
    this.feed.remove(member);
    if (this.roster.depart(member.person.id)) this.#options.onPerson(member.person.id);
    this.#options.onChange();
  }

  /** Puts a person out, and keeps the person out. */
  remove(personId: string): void {
    this.#removed.add(personId);
    this.#expel("removed", (member) => member.person.id === personId);
  }

  /** Puts everybody out, for good. */
  end(): void {
    this.#isEnded = true;
    this.#expel("ended", () => true);
  }

  /** Tells everybody who came and who went since the last time. */
  tick(): void {
    const change = this.roster.takeChange();
    if (change !== undefined) this.#broadcast(frameOf({ type: "presence", ...change }));
  }

  /** Ends everything that goes on here. */
  close(): void {
    this.feed.close();
    this.remote.close();
  }

  #expel(why: Expulsion, whom: (member: Member) => boolean): void {
    for (const member of [...this.#members].filter(whom)) {
      this.leave(member);
      member.expel(why);
    }
  }

  #broadcast(frame: Frame): void {
    for (const member of this.#members) member.send(frame);
  }
}
