import { randomBytes } from "node:crypto";

/** Letters of Render's ids, in the order in which they sort (base32hex, RFC 4648). */
const LETTERS = "0123456789abcdefghijklmnopqrstuv";

let lastMoment = 0;

/**
 * A new id of the form of Render's: a prefix and 20 letters, which sort by when they were made.
 *
 * @param prefix such as `srv`
 */
export function newId(prefix: string): string {
  // Two within a millisecond get one each, so that a later id always sorts after an earlier one.
  lastMoment = Math.max(lastMoment + 1, Date.now());
  const letters = Array.from(randomBytes(10), (byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${prefix}-${lastMoment.toString(LETTERS.length).padStart(10, "0")}${letters}`;
}

/** Some letters that nobody guesses, such as those that Render adds to a name that is taken. */
export function newLetters(count: number): string {
  return Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
