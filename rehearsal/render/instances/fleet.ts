import { setTimeout as sleep } from "node:timers/promises";
import type { Target } from "../../edge/router.ts";
import type { Hosting } from "./hosting.ts";
import { Instance, type Origin } from "./instance.ts";

/** The instances of one deploy of a service. */
export class Fleet {
  readonly #hosting: Hosting;
  readonly #origin: Origin;
  readonly #onChange: () => void;
  readonly #hurry = new AbortController();
  readonly #leaving = new Set<Promise<void>>();
  #instances: readonly Instance[] = [];

  /** @param onChange told when other instances than before take requests */
  constructor(hosting: Hosting, origin: Origin, onChange: () => void) {
    this.#hosting = hosting;
    this.#origin = origin;
    this.#onChange = onChange;
  }

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** Where requests are taken. */
  get targets(): readonly Target[] {
    return this.#instances.flatMap(({ target }) => target ?? []);
  }

  get origin(): Origin {
    return this.#origin;
  }

  /**
   * Starts instances and waits until all are healthy, from when on they are kept up.
   *
   * @throws Error in words that complete a sentence, when one of them doesn't come up; none is left then
   */
  async bringUp(count: number, signal: AbortSignal): Promise<void> {
    // A signal that is aborted already tells nobody any more.
    signal.throwIfAborted();
    this.#add(count);
    const canceled = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("was canceled")), { once: true });
    });
    canceled.catch(() => {});
    try {
      await Promise.race([Promise.all(this.#instances.map((one) => one.start())), canceled]);
      signal.throwIfAborted();
    } catch (error) {
      await this.stop();
      throw error;
    }
    for (const one of this.#instances) one.keep();
  }

  /** Keeps so many instances up, however long it takes until they are healthy. */
  scale(count: number): void {
    const surplus = this.#instances.slice(count);
    this.#instances = this.#instances.slice(0, count);
    for (const one of this.#add(count - this.#instances.length)) one.keep();
    if (surplus.length > 0) this.#letGo(surplus);
  }

  /** Lets its instances end as those that were replaced do: after a minute in which what is under way ends. */
  async retire(): Promise<void> {
    this.scale(0);
    await Promise.all(this.#leaving);
  }

  /** Stops its instances at once, those that are about to end too. */
  async stop(): Promise<void> {
    this.#hurry.abort();
    await this.retire();
  }

  #add(count: number): readonly Instance[] {
    const first = this.#instances.length;
    const added = Array.from(
      { length: Math.max(count, 0) },
      (_, index) => new Instance(this.#hosting, this.#origin, first + index === 0, this.#onChange),
    );
    this.#instances = [...this.#instances, ...added];
    return added;
  }

  #letGo(instances: readonly Instance[]): void {
    this.#onChange();
    const leaving = this.#end(instances).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  async #end(instances: readonly Instance[]): Promise<void> {
    await sleep(this.#hosting.times.overlap, undefined, { signal: this.#hurry.signal }).catch(() => {});
    await Promise.all(instances.map((one) => one.stop()));
  }
}
