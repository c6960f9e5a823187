import type { ChatMessage } from "@live-listen/protocol";

/** Something that one has said, and that isn't known to be stored. */
export interface Draft {
  /** Chosen here, so that the API stores it once however often it is sent. */
  readonly id: string;
  readonly text: string;
  /** On its way, now or as soon as there is a connection; or refused, for a reason in one sentence. */
  readonly state: "sending" | "failed";
  readonly reason?: string;
}

/**
 * The chat of a room, as far as it is known. What is shown never has a gap: it is one run of sequences, and what was heard beyond a gap waits
 * until the gap is filled.
 */
export interface Timeline {
  /** Every message that was heard, each once, in the order of sequences. */
  readonly heard: readonly ChatMessage[];
  /** The run that is shown: sequences from and to, both of it. An empty one begins after its end; undefined before one has entered. */
  readonly run: { readonly from: number; readonly to: number } | undefined;
  /** What one has said, oldest first. */
  readonly drafts: readonly Draft[];
}

/** The chat of a room that one hasn't entered. */
export const EMPTY_TIMELINE: Timeline = { heard: [], run: undefined, drafts: [] };

/** The messages to show, oldest first. */
export function shownMessages({ heard, run }: Timeline): readonly ChatMessage[] {
  return run ? heard.filter(({ sequence }) => sequence >= run.from && sequence <= run.to) : [];
}

/** Whether there is something older than what is shown. */
export function hasEarlier({ run }: Timeline): boolean {
  return run !== undefined && run.from > 1;
}

/** What the API tells whoever enters: whether it begins where one left off, the messages from there, and the sequence of the newest. */
export interface Entry {
  readonly resumed: boolean;
  /** Oldest first, without a gap; what didn't fit follows later. */
  readonly messages: readonly ChatMessage[];
  readonly newest: number;
}

/**
 * Takes up what the API tells whoever enters. When it doesn't reach back to what was shown before, it is shown in its place; the older messages join
 * it as soon as the gap between them is filled.
 */
export function enter(timeline: Timeline, { resumed, messages, newest }: Entry): Timeline {
  const { run } = timeline;
  const begin = messages[0]?.sequence ?? newest + 1;
  const goesOn = run !== undefined && (resumed || begin <= run.to + 1);
  return hear({ ...timeline, run: goesOn ? run : { from: begin, to: begin - 1 } }, messages);
}

/** Takes up messages from anywhere: said just now, missed meanwhile, or from the history. Those known already are nothing new. */
export function hear(timeline: Timeline, messages: readonly ChatMessage[]): Timeline {
  return widen({ ...timeline, heard: merge(timeline.heard, messages) });
}

/**
 * Lets go of old messages, so that a room that is open all day doesn't fill the memory; they are history then, and can be had again.
 *
 * @param kept how many of those shown stay.
 */
export function forget(timeline: Timeline, kept: number): Timeline {
  const { heard, run } = timeline;
  if (!run || run.to - run.from + 1 <= kept) return timeline;
  const from = run.to - kept + 1;
  return { ...timeline, heard: heard.filter(({ sequence }) => sequence >= from), run: { from, to: run.to } };
}

/** Says something: it is shown at once, after everything that is stored. */
export function say(timeline: Timeline, draft: { readonly id: string; readonly text: string }): Timeline {
  return { ...timeline, drafts: [...timeline.drafts, { ...draft, state: "sending" }] };
}

/** Marks what one has said as refused. */
export function refuse(timeline: Timeline, id: string, reason: string): Timeline {
  return mark(timeline, id, { state: "failed", reason });
}

/** Marks what was refused as on its way again. */
export function sayAgain(timeline: Timeline, id: string): Timeline {
  return mark(timeline, id, { state: "sending" });
}

/** Throws away what was refused. */
export function discard(timeline: Timeline, id: string): Timeline {
  return { ...timeline, drafts: timeline.drafts.filter((draft) => draft.id !== id) };
}

/** The draft that is to be sent next: they go one by one, so that they are stored in the order in which they were said. */
export function nextToSend({ drafts, heard }: Timeline): Draft | undefined {
  return drafts.find(({ id, state }) => state === "sending" && !heard.some((message) => message.id === id));
}

function mark(timeline: Timeline, id: string, change: Pick<Draft, "state" | "reason">): Timeline {
  const drafts = timeline.drafts.map((draft) =>
    draft.id === id ? { id: draft.id, text: draft.text, ...change } : draft,
  );
  return { ...timeline, drafts };
}

function merge(heard: readonly ChatMessage[], more: readonly ChatMessage[]): readonly ChatMessage[] {
  if (more.length === 0) return heard;
  const bySequence = new Map([...heard, ...more].map((message) => [message.sequence, message]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** Makes the run as long as what was heard allows, and lets go of the drafts that it now holds. */
function widen(timeline: Timeline): Timeline {
  const { heard, run } = timeline;
  if (!run) return timeline;
  const known = new Set(heard.map(({ sequence }) => sequence));
  let { from, to } = run;
  while (known.has(to + 1)) to += 1;
  while (known.has(from - 1)) from -= 1;
  const shown = new Set(shownMessages({ ...timeline, run: { from, to } }).map(({ id }) => id));
  return { heard, run: { from, to }, drafts: timeline.drafts.filter(({ id }) => !shown.has(id)) };
}

/**
 * Counts what others have said since a message.
 *
 * @param seen sequence of that message.
 */
export function unreadCount(messages: readonly ChatMessage[], seen: number, ownId: string | undefined): number {
  return messages.filter(({ sequence, author }) => sequence > seen && (author.id === null || author.id !== ownId))
    .length;
}
