import { DatabaseError } from "pg";
import type { Database } from "../../database/database.ts";
import type { Log } from "../../log/log.ts";
import { presenceNotifications } from "../notifications/notification.ts";
import { beat, buryDead, takeLeave } from "./instance-row.ts";
import { type PresenceChange, writePresences } from "./presence-rows.ts";

/** PostgreSQL's code for a reference to a row that isn't there (manual, appendix A). */
const FOREIGN_KEY_VIOLATION = "23503";

/** Changes that are written by one statement at most; what is left over comes with the next tick. */
const CHANGES_AT_ONCE = 2_000;

/** What an announcer is made of. */
export interface AnnouncerOptions {
  readonly db: Database;
  /** The id of this instance. */
  readonly instance: string;
  /** Time without a sign of life after which an instance is taken for dead. */
  readonly lifetimeMilliseconds: number;
  /** Says under which name a person is in a room on this instance; undefined when not at all. */
  readonly nameOf: (room: string, person: string) => string | undefined;
  /** Everybody who is in any room on this instance. */
  readonly everybody: () => Iterable<{ readonly room: string; readonly person: string }>;
  readonly log: Log;
}

/**
 * Writes down who is in which room on this instance, for the others: in batches, and again until it is written. What is written is what holds at that
 * moment, so that somebody who comes and goes between two batches costs nothing.
 */
export class PresenceAnnouncer {
  readonly #options: AnnouncerOptions;
  readonly #dirty = new Map<string, Set<string>>();
  #work: Promise<void> | undefined;
  #registered = false;
  #failing = false;
  #left = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** Notes that somebody came to a room or left it. */
  touch(room: string, person: string): void {
    const people = this.#dirty.get(room) ?? new Set();
    people.add(person);
    this.#dirty.set(room, people);
  }

  /** Writes what changed, unless that is going on already. Never throws: what can't be written now stays noted. */
  async flush(): Promise<void> {
    if (this.#dirty.size === 0 || !this.#registered) return;
    await this.#once(async () => {
      const changes = this.#take();
      try {
        const { db, instance } = this.#options;
        await writePresences(db, instance, changes, notificationsOf(changes, instance));
      } catch (error) {
        for (const { room, person } of changes) this.touch(room, person);
        if (!(error instanceof DatabaseError && error.code === FOREIGN_KEY_VIOLATION)) throw error;
        await this.#register();
      }
    });
  }

  /** Says that this instance lives, and removes the dead. Never throws: there is a next time. */
  async beat(): Promise<void> {
    await this.#work;
    await this.#once(async () => {
      const { db, lifetimeMilliseconds, log } = this.#options;
      await this.#register();
      const dead = await buryDead(db, lifetimeMilliseconds);
      if (dead.length > 0) log.warn({ instances: dead }, "instances that died were removed from all rooms");
    });
  }

  /** Takes everybody on this instance out of all rooms, for good. Never throws: the others notice by themselves after a while. */
  async leave(): Promise<void> {
    this.#left = true;
    await this.#work;
    if (!this.#registered) return;
    const { db, instance, log } = this.#options;
    await takeLeave(db, instance).catch((error) => log.warn({ err: error }, "this instance couldn't take leave"));
  }

  async #register(): Promise<void> {
    const { db, instance, everybody } = this.#options;
    const known = await beat(db, instance);
    this.#registered = true;
    if (!known) for (const { room, person } of everybody()) this.touch(room, person);
  }

  /** Runs one piece of work at a time; a failure is logged when the last one went well. */
  async #once(work: () => Promise<void>): Promise<void> {
    if (this.#work !== undefined || this.#left) return;
    this.#work = work().then(
      () => {
        this.#failing = false;
      },
      (error) => {
        if (!this.#failing) this.#options.log.warn({ err: error }, "presence can't be written, it is tried again");
        this.#failing = true;
      },
    );
    await this.#work;
    this.#work = undefined;
  }

  #take(): PresenceChange[] {
    const changes: PresenceChange[] = [];
    for (const [room, people] of this.#dirty) {
      for (const person of people) {
        if (changes.length === CHANGES_AT_ONCE) return changes;
        changes.push({ room, person, name: this.#options.nameOf(room, person) });
        people.delete(person);
      }
      this.#dirty.delete(room);
    }
    return changes;
  }
}

function notificationsOf(changes: readonly PresenceChange[], instance: string) {
  const byRoom = Map.groupBy(changes, ({ room }) => room);
  return [...byRoom].flatMap(([room, people]) =>
    presenceNotifications(
      room,
      instance,
      people.map(({ person }) => person),
    ),
  );
}
