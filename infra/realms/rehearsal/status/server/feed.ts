import { messageOf } from "../../../../fault.ts";
import type { RehearsalStatus } from "../model.ts";

/** What is told to those who watch. */
export type FeedEvent =
  | { readonly kind: "status"; readonly status: RehearsalStatus }
  /** Nothing could be collected at all; the sentence says why. */
  | { readonly kind: "trouble"; readonly why: string };

type Watcher = (event: FeedEvent) => void;

/** Collects while somebody watches, and tells what has changed. With nobody there, nothing is asked of anything. */
export class StatusFeed {
  readonly #collect: () => Promise<RehearsalStatus>;
  readonly #pollMilliseconds: number;
  readonly #watchers = new Set<Watcher>();
  #last: FeedEvent | undefined;
  #collecting: Promise<FeedEvent> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(collect: () => Promise<RehearsalStatus>, pollMilliseconds: number) {
    this.#collect = collect;
    this.#pollMilliseconds = pollMilliseconds;
  }

  /** What is so now; those who ask at once get the same answer. */
  now(): Promise<FeedEvent> {
    this.#collecting ??= this.#look().finally(() => {
      this.#collecting = undefined;
    });
    return this.#collecting;
  }

  /** The deploy of an id in what was told last, and the environment that it belongs to. */
  findDeploy(id: string) {
    if (this.#last?.kind !== "status") return undefined;
    for (const { name, running } of this.#last.status.environments) {
      for (const list of [running?.deploys?.api, running?.deploys?.web]) {
        const deploy = list?.known ? list.value.find((one) => one.id === id) : undefined;
        if (deploy) return { environment: name, deploy };
      }
    }
    return undefined;
  }

  /**
   * Tells a watcher what is so now, and then each change.
   *
   * @returns ends that.
   */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    if (this.#watchers.size === 1) this.#poll();
    else if (this.#last) watcher(this.#last);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.#rest();
    };
  }

  /** Ends everything. */
  stop(): void {
    this.#stopped = true;
    this.#watchers.clear();
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #poll(): void {
    this.#rest();
    const before = this.#last;
    // Whoever comes first is told at once, also what has not changed since the last one left.
    if (before) this.#tell(before);
    void this.#round();
  }

  async #round(): Promise<void> {
    const before = this.#last;
    const event = await this.now();
    if (this.#stopped || this.#watchers.size === 0) return;
    if (!before || !isSame(before, event)) this.#tell(event);
    this.#rest();
    this.#timer = setTimeout(() => void this.#round(), this.#pollMilliseconds);
  }

  #tell(event: FeedEvent): void {
    for (const watcher of this.#watchers) watcher(event);
  }

  async #look(): Promise<FeedEvent> {
    let event: FeedEvent;
    try {
      event = { kind: "status", status: await this.#collect() };
    } catch (error) {
      event = { kind: "trouble", why: messageOf(error) };
    }
    this.#last = event;
    return event;
  }
}

/** Whether two events say the same; that time has gone by is no news. */
function isSame(one: FeedEvent, other: FeedEvent): boolean {
  const told = (event: FeedEvent) =>
    JSON.stringify(event.kind === "status" ? { ...event.status, at: undefined } : event);
  return told(one) === told(other);
}
