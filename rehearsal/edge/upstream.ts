import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Target } from "./router.ts";

/** Connections to one target that are kept for the next request, at most. */
const KEPT_CONNECTIONS = 64;

/** A request or a WebSocket that runs through to a target. */
export interface Passage {
  destroy(): unknown;
  once(event: "close", listener: () => void): unknown;
}

/**
 * Connections that are made for one request. The target isn't told: one that knew would close while a body still comes, and with that
 * take back the answer which it gave before.
 */
class FreshConnections extends Agent {
  override keepSocketAlive(): false {
    return false;
  }
}

/** One target: the connections to it, and what runs through to it. */
export class Upstream {
  readonly target: Target;
  /** Takes a kept connection where there is one. */
  readonly agent = new Agent({ keepAlive: true, maxFreeSockets: KEPT_CONNECTIONS });
  /** Makes a connection for each request. */
  readonly freshAgent = new FreshConnections({ keepAlive: true });
  readonly #underWay = new Set<Passage>();
  readonly #onIdle = new Set<() => void>();
  #retired = false;

  constructor(target: Target) {
    this.target = target;
  }

  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }

  /** Counts what runs through to the target, until it is closed. */
  carry(passage: Passage): void {
    this.#underWay.add(passage);
    passage.once("close", () => {
      this.#underWay.delete(passage);
      if (this.isIdle) this.#becomeIdle();
    });
  }

  /** Ends when nothing is under way, or time is over. */
  async idle(timeoutMilliseconds: number): Promise<void> {
    if (this.isIdle) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = new AbortController();
    this.#onIdle.add(resolve);
    await Promise.race([promise, delay(timeoutMilliseconds, undefined, { signal: over.signal }).catch(() => {})]);
    over.abort();
    this.#onIdle.delete(resolve);
  }

  /** No host name leads here any more: no connection is kept once nothing is under way. */
  retire(): void {
    this.#retired = true;
    if (this.isIdle) this.agent.destroy();
  }

  /** A host name leads here again. */
  recall(): void {
    this.#retired = false;
  }

  /** Closes every connection at once. */
  async close(): Promise<void> {
    this.retire();
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.isIdle) return;
    this.#onIdle.add(resolve);
    for (const passage of this.#underWay) passage.destroy();
    await promise;
  }

  #becomeIdle(): void {
    for (const resolve of this.#onIdle) resolve();
    this.#onIdle.clear();
    if (this.#retired) this.agent.destroy();
  }
}
