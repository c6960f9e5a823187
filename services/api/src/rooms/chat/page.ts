import type { ChatMessage } from "@live-listen/protocol";

/** Messages in one frame at most. */
export const PAGE_MESSAGES = 100;

/** Text in one frame at most, in UTF-16 code units, beyond its first message: as JSON in UTF-8 it stays far below what may wait for one listener. */
export const PAGE_TEXT_LENGTH = 64 * 1024;

/** Takes as many messages from the beginning of a list as fit into one frame, and at least one if there is any. */
export function firstPage(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  let length = 0;
  const end = messages.findIndex(({ text }, index) => {
    length += text.length;
    return index > 0 && (index >= PAGE_MESSAGES || length > PAGE_TEXT_LENGTH);
  });
  return end === -1 ? messages : messages.slice(0, end);
}

/** Cuts a list of messages into what fits into a frame each. */
export function pages(messages: readonly ChatMessage[]): (readonly ChatMessage[])[] {
  const result: (readonly ChatMessage[])[] = [];
  for (let rest = messages; rest.length > 0; ) {
    const page = firstPage(rest);
    result.push(page);
    rest = rest.slice(page.length);
  }
  return result;
}
