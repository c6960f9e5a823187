/**
 * Codes with which a socket of the API is closed: those of RFC 6455 section 7.4.1 and the IANA registry, and our own from the range 4000-4999
 * that the RFC leaves to applications. Ours end in the HTTP status of the same meaning.
 */
export const CloseCode = {
  /** The client is done. */
  normal: 1000,
  /** What came wasn't frames of the WebSocket protocol. */
  protocolError: 1002,
  /** A binary frame came, of a kind that this server doesn't take. */
  unsupportedData: 1003,
  /** A text frame wasn't UTF-8. */
  invalidText: 1007,
  /** More sockets of one person in one room than there may be. Coming back without closing others is of no use. */
  policyViolation: 1008,
  /** A message was longer than `MAXIMUM_MESSAGE_BYTES`. */
  messageTooBig: 1009,
  /** Something broke on the server, which has logged it. */
  internalError: 1011,
  /** The instance stops: connect again after the time that the reason names (`parseRetryHint`), and resume. */
  serviceRestart: 1012,
  /** The room can't be entered or caught up with just now, as the database is away: like 1012. */
  tryAgainLater: 1013,
  /** A message wasn't one of the protocol, or came out of turn. */
  badMessage: 4400,
  /** The token is expired, forged or somebody else's: get a fresh one, connect and resume. */
  unauthorized: 4401,
  /** The host has put this person out of the room; there is no way back. */
  removed: 4403,
  /** No room has this slug. */
  roomNotFound: 4404,
  /** The server doesn't speak the page's version of the protocol: reload. */
  unsupportedVersion: 4406,
  /** The socket said nothing for so long that nobody seems to be there: neither a ping nor a join. */
  joinTimeout: 4408,
  /** The host has ended the room; there is nothing to come back to but its messages. */
  roomEnded: 4410,
  /** The client sent messages faster than the limit. */
  tooManyMessages: 4429,
} as const;

/** Longest wait that a hint asks for, in milliseconds: close to three hours. */
const LONGEST_RETRY_MILLISECONDS = 9_999_999;

/**
 * Writes the reason that goes with `CloseCode.serviceRestart` and `CloseCode.tryAgainLater`: how long to wait before connecting again, in
 * milliseconds (rounded, and kept between none and close to three hours). Servers jitter it so that the listeners of a stopping instance don't all
 * return in the same moment.
 */
export function formatRetryHint(milliseconds: number): string {
  return `retry-after-ms=${Math.min(LONGEST_RETRY_MILLISECONDS, Math.max(0, Math.round(milliseconds)))}`;
}

/** Reads what {@link formatRetryHint} wrote, in milliseconds; undefined when the reason of a close is anything else. */
export function parseRetryHint(reason: string): number | undefined {
  const found = /^retry-after-ms=(\d{1,7})$/.exec(reason);
  return found ? Number(found[1]) : undefined;
}
