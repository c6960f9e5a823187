import type { Target } from "./router.ts";
import { Upstream } from "./upstream.ts";

/** The targets that host names lead to, and those through to which something still runs. */
export class Upstreams {
  readonly #upstreams = new Map<string, Upstream>();

  /** The one of a target, which is made when there is none. */
  of(target: Target): Upstream {
    const key = keyOf(target);
    const known = this.#upstreams.get(key);
    if (known) return known;
    const made = new Upstream(target);
    this.#upstreams.set(key, made);
    return made;
  }

  /** Retires all targets but these, and forgets those through to which nothing runs. */
  keepOnly(targets: readonly Target[]): void {
    const kept = new Set(targets.map(keyOf));
    for (const [key, upstream] of this.#upstreams) {
      if (kept.has(key)) {
        upstream.recall();
        continue;
      }
      upstream.retire();
      if (upstream.isIdle) this.#upstreams.delete(key);
    }
  }

  /** Closes every connection to every target at once. */
  async close(): Promise<void> {
    await Promise.all([...this.#upstreams.values()].map((upstream) => upstream.close()));
  }
}

function keyOf({ host, port }: Target): string {
  return `${host}:${port}`;
}
