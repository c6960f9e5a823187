import { randomUUID } from "node:crypto";
import type { Person } from "@live-listen/protocol";
import type { Database } from "../../database/database.ts";
import type { Log } from "../../log/log.ts";
import { type AppendOutcome, appendMessage } from "../chat/append-message.ts";
import { type MessageReader, messageReader } from "../chat/read-messages.ts";
import { type FoundRoom, findRoom } from "../directory/find-room.ts";
import { readStanding, readStandings } from "../directory/standing.ts";
import { NotificationListener } from "../notifications/listener.ts";
import { decodeNotification, type Notification, ROOMS_CHANNEL } from "../notifications/notification.ts";
import { PresenceAnnouncer } from "../presence/announcer.ts";
import { ROOM_LIMITS, type RoomLimits } from "./limits.ts";
import { type Entrance, type Expulsion, LiveRoom, type Member } from "./live-room.ts";

/** What the rooms of an instance are made of. */
export interface LiveRoomsOptions {
  readonly db: Database;
  /** Of the same database, for the connection that listens. */
  readonly url: string;
  readonly applicationName: string;
  readonly log: Log;
  readonly limits?: RoomLimits;
}

/** What comes of an attempt to enter a room: `crowded` means that the person has too many sockets in it. */
export type EntryOutcome = "entered" | "unknown" | "crowded" | Expulsion;

/** Every room that somebody on this instance is in, kept in step with the other instances through the database. */
export class LiveRooms {
  /** Identifies this process among the instances. */
  readonly instance = randomUUID();
  readonly limits: RoomLimits;
  readonly #options: LiveRoomsOptions;
  readonly #reader: MessageReader;
  readonly #announcer: PresenceAnnouncer;
  readonly #listener: NotificationListener;
  readonly #byId = new Map<string, LiveRoom>();
  readonly #bySlug = new Map<string, { readonly room: LiveRoom; readonly loaded: Promise<void> }>();
  readonly #changed = new Set<LiveRoom>();
  readonly #timers: NodeJS.Timeout[] = [];
  #isStopped = false;

  constructor(options: LiveRoomsOptions) {
    const { db, url, applicationName, log, limits = ROOM_LIMITS } = options;
    this.#options = options;
    this.limits = limits;
    this.#reader = messageReader(db);
    this.#announcer = new PresenceAnnouncer({
      db,
      instance: this.instance,
      lifetimeMilliseconds: limits.lifetimeMilliseconds,
      nameOf: (room, person) => this.#byId.get(room)?.roster.findLocal(person)?.name,
      everybody: () => this.#everybody(),
      log,
    });
    this.#listener = new NotificationListener({
      url,
      applicationName: `${applicationName} listener`,
      channel: ROOMS_CHANNEL,
      log,
      onPayload: (payload) => this.#hear(payload),
      onListening: () => this.#catchUp(),
    });
  }

  /** Begins to listen to the other instances and to tell them; nothing when it was stopped before. */
  start(): void {
    if (this.#isStopped) return;
    const { presenceTickMilliseconds, beatMilliseconds } = this.limits;
    this.#listener.start();
    void this.#announcer.beat();
    this.#timers.push(
      setInterval(() => this.#tick(), presenceTickMilliseconds).unref(),
      setInterval(() => void this.#announcer.beat(), beatMilliseconds).unref(),
    );
  }

  /** Takes everybody on this instance out of the rooms, as the others see them, and stops listening. Sockets aren't its business. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all([this.#announcer.leave(), this.#listener.stop()]);
    for (const room of this.#byId.values()) room.close();
  }

  /** Number of rooms that somebody is in. */
  get size(): number {
    return this.#byId.size;
  }

  /**
   * Lets a member into a room.
   *
   * @param resume sequence of the last message that it has.
   * @param welcome is called in the same moment, before anything else reaches the member.
   * @throws what the database throws; then nobody has entered.
   */
  async enter(
    slug: string,
    member: Member,
    resume: number | undefined,
    welcome: (entrance: Entrance, room: LiveRoom) => void,
  ): Promise<EntryOutcome> {
    const found = this.#bySlug.get(slug)?.room ?? (await findRoom(this.#options.db, slug));
    if (found === undefined) return "unknown";
    const { room, loaded } = this.#open(found);
    try {
      return await room.whileEntering(async () => {
        await loaded;
        // The room is open by now: what changes after this reading comes by notification.
        const standing = await readStanding(this.#options.db, room.id, member.person.id);
        if (standing.isEnded) room.end();
        if (standing.isRemoved) room.remove(member.person.id);
        if (resume !== undefined) await room.feed.reach(resume);
        const refusal = room.refusalOf(member.person.id);
        if (refusal !== undefined) return refusal;
        if (room.isCrowdedBy(member.person.id)) return "crowded";
        welcome(room.enter(member, resume), room);
        return "entered";
      });
    } finally {
      this.#giveUpIfEmpty(room);
    }
  }

  /** Takes a member out of a room. */
  leave(room: LiveRoom, member: Member): void {
    room.leave(member);
    this.#giveUpIfEmpty(room);
  }

  /** Stores what somebody says in a room and brings it to everybody. @throws what the database throws; then nobody knows whether it is stored. */
  async say(room: LiveRoom, author: Person, id: string, text: string): Promise<AppendOutcome> {
    const outcome = await appendMessage(this.#options.db, { roomId: room.id, id, author, text });
    if (outcome.kind === "stored") room.feed.committed(outcome.message);
    return outcome;
  }

  #open(found: FoundRoom) {
    const { slug } = found.room;
    const open = this.#bySlug.get(slug);
    if (open !== undefined) return open;
    const { db, log } = this.#options;
    const room: LiveRoom = new LiveRoom({
      found,
      db,
      reader: this.#reader,
      instance: this.instance,
      limits: this.limits,
      onPerson: (person) => this.#announcer.touch(room.id, person),
      onChange: () => this.#changed.add(room),
      onFailure: (error) => log.warn({ err: error, room: room.id }, "a room can't be looked up, it is tried again"),
    });
    const opened = { room, loaded: room.load() };
    // A failure is everybody's who waits for it, and theirs only.
    opened.loaded.catch(() => {});
    this.#byId.set(room.id, room);
    this.#bySlug.set(slug, opened);
    return opened;
  }

  #giveUpIfEmpty(room: LiveRoom): void {
    if (!room.isEmpty || this.#byId.get(room.id) !== room) return;
    this.#byId.delete(room.id);
    this.#bySlug.delete(room.room.slug);
    this.#changed.delete(room);
    room.close();
  }

  #hear(payload: string): void {
    const notification = decodeNotification(payload);
    if (notification === undefined) this.#options.log.debug({ payload }, "a notification of another release");
    else this.#follow(notification);
  }

  #follow(notification: Notification): void {
    if (notification.kind === "gone") {
      // The others took this instance for dead, for instance while it was suspended.
      if (notification.instance === this.instance) void this.#announcer.beat();
      else for (const room of this.#byId.values()) room.remote.gone(notification.instance);
      return;
    }
    const room = this.#byId.get(notification.room);
    if (room === undefined) return;
    if (notification.kind === "chat") room.feed.noticed(notification.sequence);
    if (notification.kind === "presence") room.remote.touched(notification.instance, notification.people);
    if (notification.kind === "removed") room.remove(notification.person);
    if (notification.kind === "ended") room.end();
    this.#giveUpIfEmpty(room);
  }

  /** Looks up whatever may have been notified while nobody listened. */
  #catchUp(): void {
    for (const room of this.#byId.values()) {
      room.feed.look();
      room.remote.look();
    }
    void this.#announcer.beat();
    void this.#catchUpStandings();
  }

  async #catchUpStandings(): Promise<void> {
    try {
      const { ended, removals } = await readStandings(this.#options.db, [...this.#byId.keys()]);
      for (const { room, person } of removals) this.#follow({ kind: "removed", room, person });
      for (const room of ended) this.#follow({ kind: "ended", room });
    } catch (error) {
      this.#options.log.warn({ err: error }, "removals can't be looked up, it is tried again");
      setTimeout(() => void this.#catchUpStandings(), this.limits.feed.retryMilliseconds).unref();
    }
  }

  #tick(): void {
    for (const room of this.#changed) room.tick();
    this.#changed.clear();
    void this.#announcer.flush();
  }

  *#everybody(): Generator<{ room: string; person: string }> {
    for (const [room, { roster }] of this.#byId) for (const { id } of roster.local()) yield { room, person: id };
  }
}
