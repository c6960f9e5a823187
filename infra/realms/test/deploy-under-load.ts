import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { PROTOCOL_VERSIONS, parseRetryHint, subprotocolOf } from "@live-listen/protocol";
import { WebSocket } from "ws";
import { hostedRow } from "./rehearsal.ts";
import type { RunningRehearsal } from "./running.ts";

/** How much goes through the edge while a deploy is under way. */
export interface Load {
  readonly requestsPerSecond: number;
  readonly sockets: number;
}

/** What those who were there met with. */
export interface Met {
  readonly requests: number;
  /** Why each request failed that did. */
  readonly failures: readonly string[];
  /** How long each socket was away that the deploy closed, in milliseconds. */
  readonly awayMilliseconds: readonly number[];
}

/** Wait before a socket that was refused tries again: less than a page waits, so that what is measured is the deploy. */
const AGAIN_MILLISECONDS = 50;

/**
 * Deploys another release onto staging while requests and sockets go on at the edge, until every socket that was there before is back.
 *
 * @param rehearsal whose staging serves a release, and which has another one built.
 */
export async function deployUnderLoad(rehearsal: RunningRehearsal, next: string, load: Load): Promise<Met> {
  const over = new AbortController();
  const sockets = Array.from({ length: load.sockets }, () => new ReturningSocket(rehearsal));
  await Promise.all(sockets.map((socket) => socket.connect()));
  const requests = sendRequests(rehearsal, load.requestsPerSecond, over.signal);
  try {
    await rehearsal.deploy("staging", next);
    // The old instance is told to end a while after the new one serves, and closes its sockets then.
    await Promise.all(sockets.map((socket) => socket.returned));
  } finally {
    over.abort();
    for (const socket of sockets) socket.leave();
  }
  const failures = await requests;
  return { ...failures, awayMilliseconds: sockets.flatMap(({ away }) => away) };
}

async function sendRequests(
  { network }: RunningRehearsal,
  perSecond: number,
  signal: AbortSignal,
): Promise<Pick<Met, "requests" | "failures">> {
  const url = `${hostedRow("staging").apiUrl}/version`;
  const failures: string[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let sent = 0;
  const send = async () => {
    const response = await network.fetch(url);
    await response.arrayBuffer();
    if (response.status !== 200) failures.push(`answered with ${response.status}`);
  };
  while (!signal.aborted) {
    // At a steady rate, whatever becomes of those before: a server that is slow isn't spared.
    for (const due = ((performance.now() - began) / 1_000) * perSecond; sent < due; sent += 1) {
      const one = send().catch((error: unknown) => void failures.push(String(error)));
      underWay.add(one);
      void one.then(() => underWay.delete(one));
    }
    await delay(5);
  }
  await Promise.all(underWay);
  return { requests: sent, failures };
}

/** A socket that comes back after it was closed, as the page's does. */
class ReturningSocket {
  /** How long it was away each time. */
  readonly away: number[] = [];
  /** Settles when it is back for the first time. */
  readonly returned: Promise<void>;
  readonly #rehearsal: RunningRehearsal;
  readonly #back = Promise.withResolvers<void>();
  #socket: WebSocket | undefined;
  #leaving = false;

  constructor(rehearsal: RunningRehearsal) {
    this.#rehearsal = rehearsal;
    this.returned = this.#back.promise;
  }

  /** Opens it, and waits for the API's greeting. */
  async connect(): Promise<void> {
    const { wsUrl, webUrl } = hostedRow("staging");
    const offered = PROTOCOL_VERSIONS.slice(0, 1).map(subprotocolOf);
    const { agent } = this.#rehearsal.network;
    const socket = new WebSocket(`${wsUrl}/socket`, offered, { origin: webUrl, agent });
    socket.on("error", () => {});
    await once(socket, "message");
    this.#socket = socket;
    socket.once("close", (_code, reason) => void this.#comeBack(parseRetryHint(reason.toString()) ?? 0));
  }

  leave(): void {
    this.#leaving = true;
    this.#socket?.terminate();
  }

  async #comeBack(hint: number): Promise<void> {
    if (this.#leaving) return;
    const closed = performance.now();
    await delay(hint);
    while (!this.#leaving) {
      try {
        await this.connect();
        this.away.push(performance.now() - closed);
        return this.#back.resolve();
      } catch {
        await delay(AGAIN_MILLISECONDS);
      }
    }
  }
}
