import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type ServerMessage, subprotocolOf } from "@live-listen/protocol";
import { WebSocket } from "ws";

/** A crowd that enters one room and talks. */
export interface CrowdOptions {
  /** URLs of the instances' sockets; the crowd spreads over them evenly. */
  readonly socketUrls: readonly string[];
  /** Slug of the room. */
  readonly room: string;
  /** A token for each who enters; there are as many sockets. */
  readonly tokens: readonly string[];
  /** Messages that are said one after the other, by one after the other. */
  readonly messages: number;
  /** Time between two of them, in milliseconds. */
  readonly everyMilliseconds: number;
}

/** What a crowd saw. Times are in milliseconds, by one clock for those who talk and those who listen. */
export interface CrowdFigures {
  readonly sockets: number;
  /** From the first handshake until the last was in. */
  readonly joinMilliseconds: number;
  /** From there until everybody knew that all are here. */
  readonly settleMilliseconds: number;
  /** Messages about presence that a socket got, at most; one a socket would be as many as sockets. */
  readonly presenceMessagesAtMost: number;
  readonly deliveries: number;
  /** From the moment somebody talks until a listener has it. */
  readonly deliveryMilliseconds: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
}

/** One of the crowd. */
class Listener {
  readonly socket: WebSocket;
  readonly sequences: number[] = [];
  presenceMessages = 0;
  count = 0;
  isIn = false;
  readonly #onText: (text: string) => void;

  constructor(url: string, room: string, token: string, onText: (text: string) => void) {
    this.#onText = onText;
    this.socket = new WebSocket(url, subprotocolOf(1), { perMessageDeflate: false });
    this.socket.on("message", (data) => this.#hear(JSON.parse(String(data))));
    this.socket.on("open", () => this.socket.send(JSON.stringify({ type: "join", room, token })));
  }

  #hear(message: ServerMessage): void {
    if (message.type === "joined") {
      this.isIn = true;
      this.count = message.presence.count;
    } else if (message.type === "presence") {
      this.presenceMessages += 1;
      this.count = message.count;
    } else if (message.type === "messages") {
      for (const { sequence, text } of message.messages) {
        this.sequences.push(sequence);
        this.#onText(text);
      }
    }
  }
}

/** Sockets that shake hands at the same time. */
const HANDSHAKES_AT_ONCE = 50;

/**
 * Lets a crowd enter an empty room and talk, and measures what it sees.
 *
 * @throws when somebody is closed, or doesn't get every message in order.
 */
export async function measureCrowd(options: CrowdOptions): Promise<CrowdFigures> {
  const { socketUrls, room, tokens, messages, everyMilliseconds } = options;
  const delays: number[] = [];
  const listeners: Listener[] = [];
  const failed = Promise.withResolvers<never>();
  const when = async (holds: () => boolean) => {
    while (!holds()) await Promise.race([sleep(2), failed.promise]);
  };
  try {
    const began = performance.now();
    for (const [index, token] of tokens.entries()) {
      const url = socketUrls[index % socketUrls.length] ?? "";
      const listener = new Listener(url, room, token, (text) => delays.push(performance.now() - Number(text)));
      listener.socket.on("error", failed.reject);
      listener.socket.on("close", (code, reason) => failed.reject(new Error(`closed with ${code} (${reason})`)));
      listeners.push(listener);
      if (index % HANDSHAKES_AT_ONCE === HANDSHAKES_AT_ONCE - 1) await when(() => listeners.every(({ isIn }) => isIn));
    }
    await when(() => listeners.every(({ isIn }) => isIn));
    const entered = performance.now();
    await when(() => listeners.every(({ count }) => count === tokens.length));
    const settled = performance.now();
    for (let index = 0; index < messages; index += 1) {
      const text = String(performance.now());
      listeners[index % listeners.length]?.socket.send(JSON.stringify({ type: "chat", id: randomUUID(), text }));
      await Promise.race([sleep(everyMilliseconds), failed.promise]);
    }
    await when(() => delays.length >= messages * listeners.length);
    for (const { sequences } of listeners) {
      if (sequences.some((sequence, index) => sequence !== index + 1)) throw new Error("somebody missed a message");
    }
    return {
      sockets: listeners.length,
      joinMilliseconds: round(entered - began),
      settleMilliseconds: round(settled - entered),
      presenceMessagesAtMost: Math.max(...listeners.map(({ presenceMessages }) => presenceMessages)),
      deliveries: delays.length,
      deliveryMilliseconds: percentiles(delays),
    };
  } finally {
    for (const { socket } of listeners) {
      socket.removeAllListeners("close");
      socket.terminate();
    }
  }
}

function percentiles(values: number[]): CrowdFigures["deliveryMilliseconds"] {
  const sorted = values.sort((a, b) => a - b);
  const at = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
