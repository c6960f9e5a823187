import { type ClientMessage, CloseCode, formatRetryHint, type Person } from "@live-listen/protocol";
import { type AccessTokens, type Identity, InvalidToken } from "../../identity/identity.ts";
import type { Log } from "../../log/log.ts";
import type { Connection, Conversation } from "../../socket/connection.ts";
import type { Frame } from "../../socket/frame.ts";
import type { Entrance, Expulsion, LiveRoom, Member } from "./live-room.ts";
import type { LiveRooms } from "./live-rooms.ts";
import { SessionExpiry } from "./session-expiry.ts";
import { Speaker } from "./speaker.ts";

/** What a session is made of. */
export interface SessionOptions {
  readonly connection: Connection;
  readonly rooms: LiveRooms;
  readonly tokens: AccessTokens;
  readonly log: Log;
}

type MessageOf<Type extends ClientMessage["type"]> = Extract<ClientMessage, { type: Type }>;

/** A socket that is in a room, and who is behind it. */
interface Presence {
  readonly room: LiveRoom;
  readonly member: Member;
  readonly speaker: Speaker;
  readonly expiry: SessionExpiry;
}

/** With which code and words those are closed who can't come in, or are put out. */
const REFUSAL = {
  unknown: { code: CloseCode.roomNotFound, reason: "no such room" },
  crowded: { code: CloseCode.policyViolation, reason: "too many sockets of one person" },
  removed: { code: CloseCode.removed, reason: "removed by the host" },
  ended: { code: CloseCode.roomEnded, reason: "the room has ended" },
} as const;

/** What goes on over one socket: it says who it is and enters a room, and from then on it chats, for as long as its token is good. */
export class Session implements Conversation {
  readonly #connection: Connection;
  readonly #rooms: LiveRooms;
  readonly #tokens: AccessTokens;
  readonly #log: Log;
  readonly #silence: NodeJS.Timeout;
  #state: "silent" | "joining" | "joined" | "over" = "silent";
  #presence: Presence | undefined;

  constructor({ connection, rooms, tokens, log }: SessionOptions) {
    this.#connection = connection;
    this.#rooms = rooms;
    this.#tokens = tokens;
    this.#log = log;
    this.#silence = setTimeout(
      () => this.#close(CloseCode.joinTimeout, "say something"),
      rooms.limits.silenceMilliseconds,
    ).unref();
  }

  /** Who is in which room over this socket, for the log. */
  get description(): { readonly room?: string; readonly person?: string } {
    return this.#presence ? { room: this.#presence.room.id, person: this.#presence.member.person.id } : {};
  }

  hear(message: ClientMessage): void {
    clearTimeout(this.#silence);
    if (this.#state === "over") return;
    if (message.type === "join") void this.#join(message);
    else if (message.type === "renew") void this.#renew(message);
    else if (message.type === "chat") this.#chat(message);
  }

  end(): void {
    clearTimeout(this.#silence);
    this.#state = "over";
    if (this.#presence === undefined) return;
    const { room, member, expiry } = this.#presence;
    expiry.stop();
    this.#rooms.leave(room, member);
  }

  async #join({ room: slug, token, resume }: MessageOf<"join">): Promise<void> {
    if (this.#state !== "silent") {
      this.#close(CloseCode.badMessage, "joined already");
      return;
    }
    this.#state = "joining";
    const identity = await this.#verify(token);
    if (identity === undefined) return;
    const person: Person = { id: identity.personId, name: identity.displayName };
    const member = this.#memberFor(person);
    const refusal = await this.#enter(slug, member, resume, identity.expiresAt);
    if (refusal !== undefined) this.#close(refusal.code, refusal.reason);
  }

  /** @returns why the socket has to be closed, if it has to be. */
  async #enter(slug: string, member: Member, resume: number | undefined, expiresAt: Date) {
    try {
      const outcome = await this.#rooms.enter(slug, member, resume, (entrance, room) => {
        this.#begin(room, member, entrance, expiresAt);
      });
      return outcome === "entered" ? undefined : REFUSAL[outcome];
    } catch (error) {
      this.#log.warn({ err: error }, "a room couldn't be entered");
      return this.#tryAgain();
    }
  }

  #begin(room: LiveRoom, member: Member, { presence, start }: Entrance, expiresAt: Date): void {
    if (this.#state === "over") {
      this.#rooms.leave(room, member);
      return;
    }
    this.#state = "joined";
    const { person } = member;
    const [connection, rooms, log] = [this.#connection, this.#rooms, this.#log];
    this.#presence = {
      room,
      member,
      speaker: new Speaker({ connection, rooms, room, person, log }),
      expiry: new SessionExpiry(expiresAt, () => this.#close(CloseCode.unauthorized, "the token has expired")),
    };
    this.#connection.send({
      type: "joined",
      room: room.room,
      you: person,
      expiresAt: expiresAt.toISOString(),
      presence,
      ...start,
      messages: [...start.messages],
    });
  }

  async #renew({ token }: MessageOf<"renew">): Promise<void> {
    const presence = this.#presence;
    if (presence === undefined) {
      this.#close(CloseCode.badMessage, "join first");
      return;
    }
    const identity = await this.#verify(token);
    if (identity === undefined) return;
    if (identity.personId !== presence.member.person.id) {
      this.#close(CloseCode.unauthorized, "a token of somebody else");
      return;
    }
    presence.expiry.moveTo(identity.expiresAt);
    this.#connection.send({ type: "renewed", expiresAt: identity.expiresAt.toISOString() });
  }

  #chat(message: MessageOf<"chat">): void {
    if (this.#presence === undefined) this.#close(CloseCode.badMessage, "join first");
    else this.#presence.speaker.say(message);
  }

  /** @returns whose token it is; undefined when it is nobody's, and the socket is closed. */
  async #verify(token: string): Promise<(Identity & { readonly expiresAt: Date }) | undefined> {
    try {
      return await this.#tokens.verify(token);
    } catch (error) {
      if (error instanceof InvalidToken) {
        this.#log.info({ reason: error.message }, "a token was refused");
        this.#close(CloseCode.unauthorized, "the token is not valid");
      } else {
        this.#log.error({ err: error }, "a token couldn't be read");
        this.#close(CloseCode.internalError);
      }
      return undefined;
    }
  }

  #memberFor(person: Person): Member {
    return {
      person,
      send: (frame: Frame) => this.#connection.sendFrame(frame),
      deliver: (frame: Frame) => this.#connection.deliver(frame),
      fail: (error: unknown) => {
        this.#log.warn({ err: error }, "a member couldn't be brought up to date");
        const { code, reason } = this.#tryAgain();
        this.#close(code, reason);
      },
      expel: (why: Expulsion) => {
        this.#connection.send({ type: why });
        this.#close(REFUSAL[why].code, REFUSAL[why].reason);
      },
    };
  }

  #tryAgain() {
    const { least, most } = this.#rooms.limits.retryMilliseconds;
    return { code: CloseCode.tryAgainLater, reason: formatRetryHint(least + Math.random() * (most - least)) };
  }

  /** Begins to close the socket, and leaves at once: a peer may take its time to answer a close. */
  #close(code: number, reason?: string): void {
    this.end();
    this.#connection.close(code, reason);
  }
}
