import { isRoomTitle, MAXIMUM_TITLE_LENGTH } from "@live-listen/protocol";

/**
 * Says what is wrong with the title of a room, before the API is asked; it has the last word.
 *
 * @returns one sentence; undefined when it seems fine.
 */
export function titleFault(title: string): string | undefined {
  const trimmed = title.trim();
  if (!/\S/.test(trimmed)) return "Give the room a title.";
  const tooMany = trimmed.length - MAXIMUM_TITLE_LENGTH;
  if (tooMany > 0) return `That is ${tooMany} too many: a title has ${MAXIMUM_TITLE_LENGTH} characters at most.`;
  return isRoomTitle(trimmed) ? undefined : "There is an invisible character in it; type the title anew.";
}
