import type { ChatMessage } from "@live-listen/protocol";
import type { Ref } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Draft, unreadCount } from "../../room/timeline.ts";

/** This close to the end counts as there, in pixels. */
const NEAR_END = 48;

/** Where in the list of messages somebody reads. */
export interface Reading {
  /** Goes with the element that scrolls. */
  readonly scroller: Ref<HTMLDivElement>;
  readonly atEnd: boolean;
  /** Messages of others that came since the end went out of sight. */
  readonly unread: number;
  goToEnd(): void;
}

/**
 * Keeps the list where it is read: at its end, as long as somebody is there; in place when somebody reads back, also when older messages are put in
 * front of what is read. What one says oneself leads to the end.
 */
export function useReading({
  messages,
  drafts,
  ownId,
}: {
  messages: readonly ChatMessage[];
  drafts: readonly Draft[];
  ownId: string | undefined;
}): Reading {
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const before = useRef({ first: 0, height: 0, drafts: 0 });
  const seen = useRef(0);
  const newest = messages.at(-1)?.sequence ?? 0;
  if (atEnd) seen.current = newest;

  const goToEnd = () => {
    const list = scroller.current;
    if (list) list.scrollTop = list.scrollHeight;
    setAtEnd(true);
  };

  useLayoutEffect(() => {
    const list = scroller.current;
    if (!list) return;
    const former = before.current;
    const first = messages[0]?.sequence ?? 0;
    if (drafts.length > former.drafts) goToEnd();
    else if (atEnd) list.scrollTop = list.scrollHeight;
    else if (first < former.first) list.scrollTop += list.scrollHeight - former.height;
    before.current = { first, height: list.scrollHeight, drafts: drafts.length };
  });

  useEffect(() => {
    const list = scroller.current;
    if (!list) return undefined;
    let end = true;
    const look = () => {
      end = list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR_END;
      setAtEnd(end);
    };
    // When the window changes its size, or a keyboard comes up, the end stays in sight.
    const resized = new ResizeObserver(() => {
      if (end) list.scrollTop = list.scrollHeight;
    });
    list.addEventListener("scroll", look, { passive: true });
    resized.observe(list);
    return () => {
      list.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, []);

  return { scroller, atEnd, unread: atEnd ? 0 : unreadCount(messages, seen.current, ownId), goToEnd };
}
