import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../database/database.ts";
import { type RemotePresence, readPresences, readSomePresences } from "./presence-rows.ts";
import type { Roster } from "./roster.ts";

/** What the presences of a room on other instances are made of. */
export interface RemotePresencesOptions {
  readonly db: Database;
  readonly roomId: string;
  /** The id of this instance. */
  readonly instance: string;
  readonly roster: Roster;
  readonly onChange: () => void;
  /** Told when a look into the database failed; it is repeated. */
  readonly onFailure: (error: unknown) => void;
  readonly retryMilliseconds: number;
}

/** What has to be looked up. */
interface Pending {
  everything: boolean;
  readonly touched: Map<string, Set<string>>;
  readonly gone: Set<string>;
}

function nothing(): Pending {
  return { everything: false, touched: new Map(), gone: new Set() };
}

/**
 * Keeps a roster up to date with what other instances have written. Notifications only say where to look: what is in the table then is what holds, so
 * that it doesn't matter how often and how late they are looked after.
 */
export class RemotePresences {
  readonly #options: RemotePresencesOptions;
  #pending = nothing();
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(options: RemotePresencesOptions) {
    this.#options = options;
  }

  /** Notes that these people came or left. */
  touched(instance: string, people: readonly string[]): void {
    if (instance === this.#options.instance) return;
    const known = this.#pending.touched.get(instance) ?? new Set();
    for (const person of people) known.add(person);
    this.#pending.touched.set(instance, known);
    this.#run();
  }

  /** Notes that an instance is gone with all who were on it. */
  gone(instance: string): void {
    this.#pending.gone.add(instance);
    this.#run();
  }

  /** Looks everything up again. */
  look(): void {
    this.#pending.everything = true;
    this.#run();
  }

  /** Looks everything up, once. @throws what the database throws. */
  async load(): Promise<void> {
    const { db, roomId, instance } = this.#options;
    this.#replace(await readPresences(db, roomId, instance));
  }

  /** Ends it; nothing is looked up any more. */
  close(): void {
    this.#closed = true;
  }

  #run(): void {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
  }

  async #work(): Promise<void> {
    const { onChange, onFailure, retryMilliseconds } = this.#options;
    while (!this.#closed && this.#isWanted()) {
      const pending = this.#pending;
      this.#pending = nothing();
      try {
        await this.#settle(pending);
        onChange();
      } catch (error) {
        onFailure(error);
        this.#pending.everything = true;
        for (const instance of pending.gone) this.#pending.gone.add(instance);
        await sleep(retryMilliseconds, undefined, { ref: false });
      }
    }
  }

  #isWanted(): boolean {
    const { everything, touched, gone } = this.#pending;
    return everything || touched.size > 0 || gone.size > 0;
  }

  async #settle({ everything, touched, gone }: Pending): Promise<void> {
    const { db, roomId, roster } = this.#options;
    // First, as an instance that was taken for dead announces its people anew: then the table has them.
    for (const instance of gone) roster.dropInstance(instance);
    if (everything) {
      await this.load();
      return;
    }
    const asked = [...touched].flatMap(([instance, people]) => [...people].map((person) => ({ instance, person })));
    if (asked.length === 0) return;
    const found = await readSomePresences(db, roomId, asked);
    const names = new Map(found.map(({ instance, person, name }) => [`${instance} ${person}`, name]));
    for (const { instance, person } of asked) roster.setRemote(instance, person, names.get(`${instance} ${person}`));
  }

  #replace(found: readonly RemotePresence[]): void {
    const { roster } = this.#options;
    const present = new Set(found.map(({ instance, person }) => `${instance} ${person}`));
    for (const instance of roster.remoteInstances()) {
      for (const person of roster.remotePeople(instance)) {
        if (!present.has(`${instance} ${person}`)) roster.setRemote(instance, person, undefined);
      }
    }
    for (const { instance, person, name } of found) roster.setRemote(instance, person, name);
  }
}
