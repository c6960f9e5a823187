import type { ChatMessage } from "@live-listen/protocol";

/** Longer messages are cut when they are read out; the whole is in the list. */
const LONGEST_SPOKEN = 200;

/**
 * Says what a screen reader is told of new messages: the one that came, or how many came. A room in which many talk would drown everything else
 * otherwise.
 *
 * @param messages new since the last time, oldest first.
 * @param ownId id of oneself, whose own messages are no news.
 * @returns undefined when there is nothing to tell.
 */
export function announcementOf(messages: readonly ChatMessage[], ownId: string | undefined): string | undefined {
  const others = messages.filter(({ author }) => author.id === null || author.id !== ownId);
  const last = others.at(-1);
  if (!last) return undefined;
  if (others.length > 1) return `${others.length} new messages, the last from ${last.author.name}`;
  const { text } = last;
  return `${last.author.name}: ${text.length > LONGEST_SPOKEN ? `${text.slice(0, LONGEST_SPOKEN)}…` : text}`;
}
