import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { subprotocolOf } from "@live-listen/protocol";

/** Opcodes of RFC 6455 section 5.2. */
export const Opcode = { continuation: 0, text: 1, binary: 2, reserved: 3, close: 8, ping: 9, pong: 10 } as const;

/** A frame, right or wrong in whatever way. */
export interface RawFrame {
  readonly opcode: number;
  readonly payload: Uint8Array;
  /** Whether it is the last of its message. */
  readonly isFinal?: boolean;
  /** Whether it is masked, as a client's have to be. */
  readonly isMasked?: boolean;
  /** Whether the first reserved bit is set, which means something to extensions only. */
  readonly isReservedBitSet?: boolean;
}

/** Writes a frame as bytes (RFC 6455 section 5.2). */
export function encodeFrame(frame: RawFrame): Buffer {
  const { opcode, payload, isFinal = true, isMasked = true, isReservedBitSet = false } = frame;
  const first = (isFinal ? 0x80 : 0) | (isReservedBitSet ? 0x40 : 0) | opcode;
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : 4);
  head[0] = first;
  head[1] = (isMasked ? 0x80 : 0) | (length < 126 ? length : 126);
  if (length >= 126) head.writeUInt16BE(length, 2);
  if (!isMasked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

/** What a server said on a raw socket. */
export interface Heard {
  readonly texts: string[];
  /** Code of its close; undefined as long as there is none, 1005 for one without. */
  code: number | undefined;
}

/** A client's end of a WebSocket that sends whatever it is told to. */
export class RawSocket {
  readonly heard: Heard = { texts: [], code: undefined };
  /** Resolves when the server has ended the connection. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  #rest = Buffer.alloc(0);
  #changed = Promise.withResolvers<void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("error", () => {});
    this.ended = once(socket, "close").then(() => {});
    socket.on("data", (data) => this.#hear(data));
  }

  /** Connects and shakes hands. */
  static async open(port: number): Promise<RawSocket> {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.write(
      [
        "GET /socket HTTP/1.1",
        "Host: x",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
        `Sec-WebSocket-Protocol: ${subprotocolOf(1)}`,
        "\r\n",
      ].join("\r\n"),
    );
    let answer = Buffer.alloc(0);
    while (!answer.includes("\r\n\r\n")) {
      const [data] = await once(socket, "data");
      answer = Buffer.concat([answer, data]);
    }
    if (!answer.toString("latin1").startsWith("HTTP/1.1 101 ")) throw new Error(answer.toString());
    const raw = new RawSocket(socket);
    raw.#hear(answer.subarray(answer.indexOf("\r\n\r\n") + 4));
    return raw;
  }

  /** Waits until something holds, or the connection has ended. */
  async until(holds: (heard: Heard) => boolean): Promise<void> {
    let isOver = false;
    void this.ended.then(() => {
      isOver = true;
    });
    while (!isOver && !holds(this.heard)) await Promise.race([this.#changed.promise, this.ended]);
  }

  send(frames: readonly RawFrame[]): void {
    this.#socket.write(Buffer.concat(frames.map(encodeFrame)));
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #hear(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const [first = 0, second = 0] = this.#rest;
      const head = second === 126 ? 4 : second === 127 ? 10 : 2;
      if (this.#rest.length < head) break;
      const length =
        head === 2 ? second : head === 4 ? this.#rest.readUInt16BE(2) : Number(this.#rest.readBigUInt64BE(2));
      if (this.#rest.length < head + length) break;
      const payload = this.#rest.subarray(head, head + length);
      this.#rest = this.#rest.subarray(head + length);
      if ((first & 0x0f) === Opcode.text) this.heard.texts.push(payload.toString());
      if ((first & 0x0f) === Opcode.close) this.heard.code = length >= 2 ? payload.readUInt16BE(0) : 1005;
    }
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
