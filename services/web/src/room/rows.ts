import type { ChatMessage } from "@live-listen/protocol";

/** Messages of one author that follow each other this closely stand under one name, in milliseconds. */
const TOGETHER_MS = 5 * 60_000;

/** A message as it is shown: whether a new day begins with it, and whether it goes on where the same author left off. */
export interface Row {
  readonly message: ChatMessage;
  readonly newDay: boolean;
  readonly goesOn: boolean;
}

/**
 * Puts messages into rows.
 *
 * @param messages oldest first.
 */
export function toRows(messages: readonly ChatMessage[]): readonly Row[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const newDay = !before || dayOf(before) !== dayOf(message);
    return { message, newDay, goesOn: !newDay && before !== undefined && belongTogether(before, message) };
  });
}

function belongTogether(before: ChatMessage, message: ChatMessage): boolean {
  const { author } = message;
  // Of authors whose accounts are gone, nobody knows whether they were the same.
  if (author.id === null || author.id !== before.author.id || author.name !== before.author.name) return false;
  return Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS;
}

/** The day where the reader is. */
function dayOf({ at }: ChatMessage): string {
  return new Date(at).toDateString();
}
