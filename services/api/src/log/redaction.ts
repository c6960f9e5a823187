const REDACTED = "[redacted]";

/** Shorter values would be found everywhere by accident; who chooses such a password is protected by the pattern of URLs alone. */
const LEAST_SECRET_CHARACTERS = 8;

/** The password of any URL, whoever wrote it: `scheme://user:password@host`. Every part excludes what the next begins with: no backtracking. */
const URL_PASSWORD = /(:\/\/[^\s:/?#"\\]*:)[^\s/?#"\\]+@/g;

/**
 * Makes a function that takes secrets out of text.
 *
 * @param secrets values that must never be seen. Of a URL, that is its password (a password equal to the user's name is none).
 * @returns a function that gives the text back with every secret, as it is, percent-encoded or escaped for JSON, and the password of every URL
 * replaced. Text that was JSON is JSON afterwards.
 */
export function createRedaction(secrets: readonly string[]): (text: string) => string {
  const written = new Set(secrets.flatMap(confidentialPart).flatMap(spellings));
  // The longest first: a secret that is part of another may not break it up.
  const longestFirst = [...written].sort((a, b) => b.length - a.length).map((spelling) => RegExp.escape(spelling));
  const known = longestFirst.length > 0 ? new RegExp(longestFirst.join("|"), "g") : undefined;
  return function redact(text) {
    const withoutKnown = known ? text.replace(known, REDACTED) : text;
    return withoutKnown.includes("://") ? withoutKnown.replace(URL_PASSWORD, `$1${REDACTED}@`) : withoutKnown;
  };
}

function confidentialPart(secret: string): string[] {
  const url = secret.includes("://") && URL.canParse(secret) ? new URL(secret) : undefined;
  if (url === undefined) return [secret];
  return url.password === url.username ? [] : [url.password];
}

function spellings(secret: string): string[] {
  const decoded = decode(secret);
  return [secret, decoded, encodeURIComponent(decoded)]
    .flatMap((spelling) => [spelling, JSON.stringify(spelling).slice(1, -1)])
    .filter((spelling) => spelling.length >= LEAST_SECRET_CHARACTERS);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
