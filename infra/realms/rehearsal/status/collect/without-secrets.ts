/** What stands in the place of a secret. */
const HIDDEN = "•••";

/** Passwords in addresses, credentials of HTTP (RFC 9110, section 11.4), and JSON Web Tokens (RFC 7519). */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@]+@/gi, `$1${HIDDEN}@`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, HIDDEN],
];

/** A text of a log without what looks like a secret: services write none, and what they print when they break is not theirs to choose. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((left, [pattern, hidden]) => left.replaceAll(pattern, hidden), text);
}
