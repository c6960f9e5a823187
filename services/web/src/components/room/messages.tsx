import { useEffect, useState } from "preact/hooks";
import type { RoomClient } from "../../room/room-client.ts";
import { toRows } from "../../room/rows.ts";
import { hasEarlier, shownMessages } from "../../room/timeline.ts";
import { newMessagesWords, type RoomPhase } from "../../room/words.ts";
import { Button } from "../frame/button.tsx";
import { useStateOf } from "../use-state-of.ts";
import { DraftItem } from "./draft-item.tsx";
import { EarlierMessages } from "./earlier-messages.tsx";
import { MessageItem } from "./message-item.tsx";
import { Silence } from "./silence.tsx";
import { useReading } from "./use-reading.ts";

/** So many messages stay when nobody reads back; older ones are history. */
const KEPT_MESSAGES = 500;

/** What is said, the newest at the end, where the list stays unless somebody reads back. */
export function Messages({ client, phase }: { client: RoomClient; phase: RoomPhase }) {
  const { room, you, timeline, history, end } = useStateOf(client);
  const messages = shownMessages(timeline);
  const { drafts } = timeline;
  const reading = useReading({ messages, drafts, ownId: you?.id });
  const now = useToday();
  const tooMany = messages.length > 2 * KEPT_MESSAGES && reading.atEnd;
  useEffect(() => {
    if (tooMany) client.forget(KEPT_MESSAGES);
  }, [tooMany, client]);
  return (
    <div class="messages">
      {/* Live regions read out everything that comes; the announcer beside it tells less. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard (WCAG 2.1.1). */}
      <div class="scroller" ref={reading.scroller} role="log" aria-live="off" aria-label="Messages" tabIndex={0}>
        {hasEarlier(timeline) && <EarlierMessages history={history} onAsk={() => void client.readBack()} />}
        {room && messages.length === 0 && drafts.length === 0 && <Silence room={room} ended={end !== undefined} />}
        <ol class="message-list">
          {toRows(messages).map((row) => (
            <MessageItem key={row.message.id} row={row} now={now} hostId={room?.host.id} ownId={you?.id} />
          ))}
          {drafts.map((draft) => (
            <DraftItem
              key={draft.id}
              draft={draft}
              connected={phase === "live"}
              final={end !== undefined}
              onAgain={() => client.sayAgain(draft.id)}
              onDiscard={() => client.discard(draft.id)}
            />
          ))}
        </ol>
      </div>
      <div class="unread">
        {reading.unread > 0 && (
          <Button small onClick={reading.goToEnd}>
            {newMessagesWords(reading.unread)}
          </Button>
        )}
      </div>
    </div>
  );
}

const MINUTE_MS = 60_000;

/** The present time, exact enough to tell today from yesterday. */
function useToday(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
