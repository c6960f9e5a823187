import { CloseCode, formatRetryHint, MAXIMUM_MESSAGE_BYTES, negotiate } from "@live-listen/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import { Connection } from "./connection.ts";
import { SOCKET_LIMITS, type SocketLimits } from "./limits.ts";

/** Every open socket of the process. */
export class Sockets {
  /** Speaks the WebSocket protocol on connections that are handed to it; compression is off, as it costs memory for every listener. */
  readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAXIMUM_MESSAGE_BYTES,
    handleProtocols: (offered) => {
      const negotiation = negotiate([...offered]);
      return negotiation.kind === "foreign" ? false : negotiation.subprotocol;
    },
  });
  readonly #limits: SocketLimits;
  readonly #random: () => number;
  readonly #open = new Set<Connection>();
  readonly #heartbeat: NodeJS.Timeout;
  #whenEmpty: (() => void) | undefined;

  /** @param random gives numbers from 0 up to 1, for the jitter. */
  constructor(limits: SocketLimits = SOCKET_LIMITS, random: () => number = Math.random) {
    this.#limits = limits;
    this.#random = random;
    this.#heartbeat = setInterval(() => this.#beat(), limits.heartbeatMilliseconds).unref();
  }

  /** Number of open sockets. */
  get size(): number {
    return this.#open.size;
  }

  /** Takes a socket that just opened; it leaves by itself when it closes. */
  add(socket: WebSocket): Connection {
    const connection = new Connection(socket, this.#limits);
    this.#open.add(connection);
    socket.once("close", () => this.#remove(connection));
    return connection;
  }

  /**
   * Closes every socket with 1012 and a hint when to come back, each another one, so that they don't all return at once. Resolves when all are
   * closed; those that don't answer in time are cut off.
   */
  async closeAll(): Promise<void> {
    clearInterval(this.#heartbeat);
    const span = this.#returnSpan();
    for (const connection of this.#open) {
      const hint = this.#limits.retryMilliseconds.least + this.#random() * span;
      connection.close(CloseCode.serviceRestart, formatRetryHint(hint));
    }
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
      setTimeout(() => {
        for (const connection of this.#open) connection.terminate();
      }, this.#limits.closeMilliseconds).unref();
    });
  }

  /** Over how many milliseconds those who are here now are to come back. */
  #returnSpan(): number {
    const { retryMilliseconds, returnsPerSecond } = this.#limits;
    const { least, most } = retryMilliseconds;
    return Math.min(most - least, (this.#open.size / returnsPerSecond) * 1_000);
  }

  #beat(): void {
    for (const connection of this.#open) connection.beat();
  }

  #remove(connection: Connection): void {
    this.#open.delete(connection);
    if (this.#open.size === 0) this.#whenEmpty?.();
  }
}
