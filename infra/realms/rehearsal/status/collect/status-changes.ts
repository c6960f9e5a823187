/** When a deploy was seen to come to a status, by status. */
export type SeenChanges = ReadonlyMap<string, string>;

/**
 * Remembers when deploys were seen to change: a platform tells what a deploy is at, and not since when. A status that a deploy is in when it is first
 * seen may be any time old, and has no time here.
 */
export class StatusChanges {
  readonly #last = new Map<string, string>();
  readonly #seen = new Map<string, Map<string, string>>();

  /**
   * Takes in what a list of deploys says now, and forgets those that are on it no more.
   *
   * @param at the time, ISO 8601.
   */
  observe(deploys: readonly { readonly id: string; readonly status: string }[], at: string): void {
    for (const { id, status } of deploys) {
      const last = this.#last.get(id);
      this.#last.set(id, status);
      if (last === undefined || last === status) continue;
      const seen = this.#seen.get(id) ?? new Map<string, string>();
      seen.set(status, at);
      this.#seen.set(id, seen);
    }
    const listed = new Set(deploys.map(({ id }) => id));
    for (const id of this.#last.keys()) {
      if (listed.has(id)) continue;
      this.#last.delete(id);
      this.#seen.delete(id);
    }
  }

  /** The changes of a deploy that were seen. */
  of(id: string): SeenChanges {
    return this.#seen.get(id) ?? new Map();
  }
}
