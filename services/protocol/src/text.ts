/** Longest chat message, in UTF-16 code units, as `maxlength` of HTML counts. In UTF-8 and JSON it fits into `MAXIMUM_MESSAGE_BYTES`. */
export const MAXIMUM_CHAT_LENGTH = 4_000;

/** Longest title of a room, in UTF-16 code units. */
export const MAXIMUM_TITLE_LENGTH = 120;

/** No control characters and no halves of surrogate pairs: the first are invisible and break layouts, neither can be stored everywhere. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;
const PRINTABLE_LINES = /^(?:[\n\t]|[^\p{Cc}\p{Cs}])*$/u;

function saysSomething(text: string, maximumLength: number): boolean {
  return text.length <= maximumLength && /\S/.test(text);
}

/** Whether a text may be said in a chat: something visible, at most {@link MAXIMUM_CHAT_LENGTH} long, without control characters but for line breaks and tabs. */
export function isChatText(text: string): boolean {
  return saysSomething(text, MAXIMUM_CHAT_LENGTH) && PRINTABLE_LINES.test(text);
}

/** Whether a text may be the title of a room: one line with something visible on it, at most {@link MAXIMUM_TITLE_LENGTH} long. */
export function isRoomTitle(text: string): boolean {
  return saysSomething(text, MAXIMUM_TITLE_LENGTH) && PRINTABLE.test(text);
}
