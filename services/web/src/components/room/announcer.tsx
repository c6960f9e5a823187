import { useEffect, useRef, useState } from "preact/hooks";
import { announcementOf } from "../../room/announcement.ts";
import { shownMessages, type Timeline } from "../../room/timeline.ts";

/** How long messages are gathered before they are told of, in milliseconds. */
const GATHER_MS = 1_500;

/** Tells a screen reader of new messages, a few words at a time. What was said before one came is in the list alone. */
export function Announcer({ timeline, ownId }: { timeline: Timeline; ownId: string | undefined }) {
  const [spoken, setSpoken] = useState({ words: "", count: 0 });
  const told = useRef<number | undefined>(undefined);
  const latest = useRef(timeline);
  latest.current = timeline;
  const newest = timeline.run?.to;
  useEffect(() => {
    if (newest === undefined) return undefined;
    if (told.current === undefined) {
      told.current = newest;
      return undefined;
    }
    const timer = setTimeout(() => {
      const since = told.current ?? newest;
      const news = shownMessages(latest.current).filter(({ sequence }) => sequence > since);
      told.current = latest.current.run?.to ?? newest;
      const announcement = announcementOf(news, ownId);
      if (announcement !== undefined) setSpoken(({ count }) => ({ words: announcement, count: count + 1 }));
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [newest, ownId]);
  return (
    <p class="unseen" role="status">
      {/* A new element each time, so that the same words are read out again. */}
      <span key={spoken.count}>{spoken.words}</span>
    </p>
  );
}
