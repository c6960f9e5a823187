/**
 * Codes with which a socket of the API is closed: those of RFC 6455 section 7.4.1 and the IANA registry, and our own from the range 4000-4999
 * that the RFC leaves to applications. Ours end in the HTTP status of the same meaning.
 */
export const CloseCode = {
  normal: 1000,
  unsupportedData: 1003,
  policyViolation: 1008,
  messageTooBig: 1009,
  internalError: 1011,
  serviceRestart: 1012,
  badMessage: 4400,
  unsupportedVersion: 4406,
  tooManyMessages: 4429,
} as const;

/** Longest wait that a hint asks for, in milliseconds: close to three hours. */
const LONGEST_RETRY_MILLISECONDS = 9_999_999;

/**
 * Writes the reason that goes with `CloseCode.serviceRestart`: how long to wait before connecting again, in milliseconds
 * (rounded, and kept between none and close to three hours). Servers jitter it so
 * that the listeners of a stopping instance don't all return in the same moment.
 */
export function formatRetryHint(milliseconds: number): string {
  return `retry-after-ms=${Math.min(LONGEST_RETRY_MILLISECONDS, Math.max(0, Math.round(milliseconds)))}`;
}

/** Reads what {@link formatRetryHint} wrote, in milliseconds; undefined when the reason of a close is anything else. */
export function parseRetryHint(reason: string): number | undefined {
  const found = /^retry-after-ms=(\d{1,7})$/.exec(reason);
  return found ? Number(found[1]) : undefined;
}
