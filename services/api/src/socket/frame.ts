import type { ServerMessage } from "@live-listen/protocol";

/** A message as the bytes of a text frame: made once, written to many. */
export type Frame = Buffer<ArrayBuffer>;

/** Makes the frame of a message. */
export function frameOf(message: ServerMessage): Frame {
  return Buffer.from(JSON.stringify(message));
}
