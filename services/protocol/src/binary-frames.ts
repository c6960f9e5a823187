/**
 * How binary frames are told apart, in both directions: by their first byte, everything after it being the kind's own business. Text frames are JSON
 * and nothing else, so a kind never has to share a frame with one. The numbers that aren't here are reserved: a receiver ignores frames of kinds
 * that it doesn't know, and a server closes the socket of a client that sends one with `CloseCode.unsupportedData`. At present it takes none.
 */
export const BinaryFrameKind = {
  /** A packet of sound. */
  audio: 0x01,
} as const;

/** Bytes in front of the kind's own part of a binary frame. */
export const BINARY_FRAME_HEADER_BYTES = 1;
