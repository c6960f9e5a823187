import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  type ChatMessage,
  type ClientMessage,
  type ServerMessage,
  serverMessageSchema,
  subprotocolOf,
} from "@live-listen/protocol";
import { WebSocket } from "ws";

type MessageOf<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

/** How a socket was closed. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A listener's end of a socket: keeps everything that the server says, and holds every word of it against the protocol. */
export class RoomClient implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  /** Resolves when the socket is closed. */
  readonly closed: Promise<Closed>;
  #changed = Promise.withResolvers<void>();

  constructor(url: string) {
    this.socket = new WebSocket(url, subprotocolOf(1));
    this.socket.on("error", () => {});
    this.closed = once(this.socket, "close").then(([code, reason]) => ({ code, reason: String(reason) }));
    this.socket.on("message", (data) => {
      this.messages.push(serverMessageSchema.parse(JSON.parse(String(data))));
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
  }

  /** Connects and waits for the greeting. */
  static async connect(url: string): Promise<RoomClient> {
    const client = new RoomClient(url);
    await client.next("hello");
    return client;
  }

  /** Connects and enters a room. */
  static async join(url: string, join: { room: string; token: string; resume?: number }): Promise<RoomClient> {
    const client = await RoomClient.connect(url);
    client.say({ type: "join", ...join });
    await client.next("joined");
    return client;
  }

  /** The answer to the join. */
  get joined(): MessageOf<"joined"> {
    const found = this.all("joined")[0];
    if (found === undefined) throw new Error(`not joined: ${JSON.stringify(this.messages)}`);
    return found;
  }

  /** Every chat message so far, in the order in which they came. */
  get chat(): ChatMessage[] {
    return this.messages.flatMap((message) =>
      message.type === "joined" || message.type === "messages" ? message.messages : [],
    );
  }

  /** The texts of {@link chat}. */
  get texts(): string[] {
    return this.chat.map(({ text }) => text);
  }

  /** Names of those who are here, as the messages about presence add up, sorted. */
  get names(): string[] {
    const people = new Map<string, string>();
    for (const message of this.messages) {
      if (message.type === "joined") for (const { id, name } of message.presence.people) people.set(id, name);
      if (message.type !== "presence") continue;
      for (const id of message.disappeared) people.delete(id);
      for (const { id, name } of message.appeared) people.set(id, name);
    }
    return [...people.values()].sort();
  }

  /** How many are here. */
  get count(): number | undefined {
    const last = this.messages.findLast(({ type }) => type === "joined" || type === "presence");
    if (last?.type === "presence") return last.count;
    return last?.type === "joined" ? last.presence.count : undefined;
  }

  /** Every message of one type so far. */
  all<Type extends ServerMessage["type"]>(type: Type): MessageOf<Type>[] {
    return this.messages.filter((message): message is MessageOf<Type> => message.type === type);
  }

  /** Waits until something holds. @throws when the socket is closed before. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      const closed = await Promise.race([this.#changed.promise, this.closed]);
      if (closed !== undefined && !holds()) throw new Error(`closed with ${closed.code} (${closed.reason})`);
    }
  }

  /** Waits for a message of a type, beyond those that are there when it is called. The first one of each type may be there already. */
  async next<Type extends ServerMessage["type"]>(type: Type, index = 0): Promise<MessageOf<Type>> {
    await this.until(() => this.all(type).length > index);
    const found = this.all(type)[index];
    if (found === undefined) throw new Error(`no ${type}`);
    return found;
  }

  /** Sends a message. */
  say(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Says something in the room. @returns the id under which it was said. */
  chatOff(text: string, id: string = randomUUID()): string {
    this.say({ type: "chat", id, text });
    return id;
  }

  /** Says something and waits until it is stored, or refused. */
  async chatOn(text: string, id: string = randomUUID()): Promise<MessageOf<"stored"> | MessageOf<"error">> {
    const before = this.messages.length;
    this.chatOff(text, id);
    const answer = () =>
      this.messages
        .slice(before)
        .find(
          (message): message is MessageOf<"stored"> | MessageOf<"error"> =>
            (message.type === "stored" || message.type === "error") && message.id === id,
        );
    await this.until(() => answer() !== undefined);
    const found = answer();
    if (found === undefined) throw new Error("no answer");
    return found;
  }

  /** Goes away without a word, as a lost network does. */
  vanish(): void {
    this.socket.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    if (this.socket.readyState !== WebSocket.CLOSED) await this.closed;
  }
}
