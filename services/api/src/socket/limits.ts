/** How long a server waits for sockets, and how much it takes from them. */
export interface SocketLimits {
  /** Time between two pings of the server. A peer that hasn't answered one when the next is due is cut off. */
  readonly heartbeatMilliseconds: number;
  /** Messages that a client may send at once, after a time of silence. */
  readonly messageBurst: number;
  /** Messages a second that a client may send forever. */
  readonly messagesPerSecond: number;
  /** Bytes that may wait for a client that doesn't read, beyond what the operating systems buffer; one more and it is cut off. */
  readonly maximumBufferedBytes: number;
  /** Time that a peer has to answer a close before its connection is cut. */
  readonly closeMilliseconds: number;
  /** The least and the most that the clients of a stopping server are asked to wait before they connect again. */
  readonly retryMilliseconds: { readonly least: number; readonly most: number };
  /** How many clients of a stopping server are asked to connect again in a second: a few of them needn't wait as long as many. */
  readonly returnsPerSecond: number;
}

/**
 * The limits of the API. The heartbeat stays below the minute or more after which proxies and mobile networks forget a silent connection; the
 * returns are spread over enough time for the next instance to greet a full one's listeners, and nobody waits for more than was needed.
 */
export const SOCKET_LIMITS: SocketLimits = {
  heartbeatMilliseconds: 20_000,
  messageBurst: 40,
  messagesPerSecond: 20,
  maximumBufferedBytes: 1024 * 1024,
  closeMilliseconds: 2_000,
  retryMilliseconds: { least: 200, most: 5_000 },
  returnsPerSecond: 250,
};
