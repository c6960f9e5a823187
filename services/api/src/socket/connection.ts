import { type ClientMessage, CloseCode, clientMessageSchema, type ServerMessage } from "@live-listen/protocol";
import { WebSocket } from "ws";
import type { SocketLimits } from "./limits.ts";
import { TokenBucket } from "./token-bucket.ts";

/** One open socket: reads what the client says, within limits, and says what the server has to say. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #limits: SocketLimits;
  readonly #bucket: TokenBucket;
  #answeredHeartbeat = true;

  constructor(socket: WebSocket, limits: SocketLimits) {
    this.#socket = socket;
    this.#limits = limits;
    this.#bucket = new TokenBucket({ burst: limits.messageBurst, perSecond: limits.messagesPerSecond });
    socket.on("pong", () => {
      this.#answeredHeartbeat = true;
    });
    // `ws` answers pings of the WebSocket protocol by itself; they count, or they would be a way around the limit.
    socket.on("ping", () => {
      this.#admitOne();
    });
  }

  /** Sends a message; a client that leaves too much unread is cut off, because its close would only queue up behind the rest. */
  send(message: ServerMessage): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(message));
    this.#cutOffWhenUnread();
  }

  /** Takes what the client sent: answers it, or closes the socket with the code that says what is wrong with it. */
  receive(data: unknown): void {
    if (this.#socket.readyState !== WebSocket.OPEN || !this.#admitOne()) return;
    if (typeof data !== "string") {
      this.close(CloseCode.unsupportedData, "messages are text");
      return;
    }
    const message = parseMessage(data);
    if (message === undefined) {
      this.close(CloseCode.badMessage, "not a message of this protocol");
      return;
    }
    this.send({ type: "pong", id: message.id });
  }

  /** Begins to close the socket. */
  close(code: number, reason = ""): void {
    this.#socket.close(code, reason);
  }

  /** Cuts the connection without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** Asks the peer whether it is still there, and cuts it off when it didn't answer the last time. */
  beat(): void {
    if (!this.#answeredHeartbeat) {
      this.terminate();
      return;
    }
    this.#answeredHeartbeat = false;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
    this.#cutOffWhenUnread();
  }

  #admitOne(): boolean {
    this.#cutOffWhenUnread();
    if (this.#bucket.take()) return true;
    this.close(CloseCode.tooManyMessages, "too many messages");
    return false;
  }

  #cutOffWhenUnread(): void {
    if (this.#socket.bufferedAmount > this.#limits.maximumBufferedBytes) this.terminate();
  }
}

function parseMessage(text: string): ClientMessage | undefined {
  try {
    return clientMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
