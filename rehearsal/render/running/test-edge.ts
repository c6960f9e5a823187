import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { Router, Target } from "../../edge/router.ts";

/** An edge that is asked directly: who answers under which name, and what they answer. */
export class TestEdge implements Router {
  readonly routes = new Map<string, readonly Target[]>();
  /** How many targets a host name was given, each time. */
  readonly counts: number[] = [];
  /** By whom requests would come, last time. */
  via: readonly string[] | undefined;
  #turn = 0;

  route(hostname: string, targets: readonly Target[], via?: readonly string[]): void {
    this.routes.set(hostname, targets);
    this.counts.push(targets.length);
    this.via = via;
  }

  unroute(hostname: string): void {
    this.routes.delete(hostname);
  }

  async drained(): Promise<void> {}

  /** What a host name answers, by its instances in turn. @returns undefined when none answers */
  async ask(hostname: string, path = "/"): Promise<string | undefined> {
    const targets = this.routes.get(hostname) ?? [];
    this.#turn += 1;
    const target = targets[this.#turn % targets.length];
    if (!target) return undefined;
    return new Promise((resolve) => {
      const asked = request({ ...target, path, headers: { host: hostname }, agent: false });
      asked.once("response", (response) => resolve(text(response)));
      asked.once("error", () => resolve(undefined));
      asked.end();
    });
  }
}
