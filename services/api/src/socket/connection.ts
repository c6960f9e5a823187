import { type ClientMessage, CloseCode, clientMessageSchema, type ServerMessage } from "@live-listen/protocol";
import { WebSocket } from "ws";
import { type Frame, frameOf } from "./frame.ts";
import type { SocketLimits } from "./limits.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What goes on over a connection, beyond pings. */
export interface Conversation {
  /** Takes a message of the client. */
  hear(message: ClientMessage): void;
  /** Called once, when the connection is closed. */
  end(): void;
}

/** One open socket: reads what the client says, within limits, and says what the server has to say. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #limits: SocketLimits;
  readonly #bucket: TokenBucket;
  #conversation: Conversation | undefined;
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

  /** Lets a conversation have what the client says from now on. */
  converse(conversation: Conversation): void {
    this.#conversation = conversation;
    this.#socket.once("close", () => conversation.end());
  }

  /** Sends a message; see {@link sendFrame}. */
  send(message: ServerMessage): void {
    this.sendFrame(frameOf(message));
  }

  /** Sends a frame; a client that leaves too much unread is cut off, because its close would only queue up behind the rest. */
  sendFrame(frame: Frame): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(frame, { binary: false });
    this.#cutOffWhenUnread();
  }

  /** Sends a frame and waits until it was handed to the network, behind all that was sent before. @returns false when the socket is closed. */
  deliver(frame: Frame): Promise<boolean> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#socket.send(frame, { binary: false }, (error) => resolve(error === undefined || error === null));
    });
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
    if (message.type === "ping") this.send({ type: "pong", id: message.id });
    this.#conversation?.hear(message);
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
