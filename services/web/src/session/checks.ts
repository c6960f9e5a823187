/** As many characters as the API takes for a name; it counts code points. */
const LONGEST_NAME = 80;

/** Bounds of a password, in code points (NIST SP 800-63B asks for 8 at least). */
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

/** RFC 5321 section 4.5.3.1. */
const LONGEST_EMAIL = 254;

/**
 * Says what is wrong with a name, before the API is asked; it has the last word.
 *
 * @returns one sentence; undefined when it seems fine.
 */
export function nameFault(name: string): string | undefined {
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) return "Enter the name that others will see.";
  const tooMany = [...name.trim()].length - LONGEST_NAME;
  return tooMany > 0 ? `That is ${tooMany} too many: a name has ${LONGEST_NAME} characters at most.` : undefined;
}

/** Says what is wrong with an e-mail address, as {@link nameFault} does. */
export function emailFault(email: string): string | undefined {
  const trimmed = email.trim();
  if (trimmed === "") return "Enter your e-mail address.";
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(trimmed) && trimmed.length <= LONGEST_EMAIL
    ? undefined
    : "This isn’t an e-mail address yet; it looks like name@example.org.";
}

/** Says what is wrong with a password that somebody signs in with, as {@link nameFault} does. */
export function passwordFault(password: string): string | undefined {
  return password === "" ? "Enter your password." : undefined;
}

/** Says what is wrong with a password that somebody chooses, as {@link nameFault} does. */
export function newPasswordFault(password: string): string | undefined {
  const length = [...password.normalize("NFKC")].length;
  if (length < SHORTEST_PASSWORD) return `Use ${SHORTEST_PASSWORD} characters or more.`;
  return length > LONGEST_PASSWORD ? `Use ${LONGEST_PASSWORD} characters at most.` : undefined;
}
