/** Line breaks of every kind that isn't the one of the chat, and control characters but line breaks and tabs. */
const FOREIGN_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/**
 * Makes a text one that may be said: what is pasted from elsewhere brings along what nobody sees and the API refuses.
 *
 * @param text as it was typed.
 * @returns without the spaces around it.
 */
export function toChatText(text: string): string {
  return text.toWellFormed().replace(FOREIGN_BREAKS, "\n").replace(CONTROLS, "").trim();
}
