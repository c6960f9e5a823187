import type { Deployment } from "../deployments/deployment.ts";
import type { FileStore } from "../files/store.ts";
import { readSite, type Site } from "./site.ts";

/** How many are kept at hand. */
const KEPT = 64;

/** What deployments serve. As that never changes, it is found out once. */
export class Sites {
  readonly #store: FileStore;
  readonly #known = new Map<string, Promise<Site>>();

  constructor(store: FileStore) {
    this.#store = store;
  }

  /**
   * What a deployment serves.
   *
   * @throws BuildFailure when it can't be served as it is
   */
  of(deployment: Deployment): Promise<Site> {
    const known = this.#known.get(deployment.id);
    if (known) return known;
    const read = readSite(this.#store, deployment);
    this.#known.set(deployment.id, read);
    read.catch(() => this.#known.delete(deployment.id));
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return read;
  }
}
