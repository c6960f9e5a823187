import { useState } from "preact/hooks";
import { hereWords, roomPhase } from "../../room/words.ts";
import { Page } from "../frame/page.tsx";
import { useStateOf } from "../use-state-of.ts";
import { Chat } from "./chat.tsx";
import { EndNotice } from "./end-notice.tsx";
import { People } from "./people.tsx";
import { PeopleDialog } from "./people-dialog.tsx";
import { RoomHead } from "./room-head.tsx";
import { useRoom } from "./use-room.ts";

/** A room that one is in: what is said, and who is here. */
export function InsideRoom({ slug }: { slug: string }) {
  const client = useRoom(slug);
  const state = useStateOf(client);
  const connection = useStateOf(client.connection);
  const [listed, setListed] = useState(false);
  const { end, room, you, presence } = state;
  // What was said in a room that has ended can still be read.
  if (end && !(end === "ended" && room)) return <EndNotice end={end} />;
  const phase = end ? "over" : roomPhase(connection, state);
  const isHost = room !== undefined && room.host.id === you?.id;
  return (
    <Page title={room?.title ?? "Room"} shape="window">
      <div class="room">
        <RoomHead
          client={client}
          phase={phase}
          connection={connection}
          isHost={isHost && !end}
          onPeople={() => setListed(true)}
        />
        <Chat client={client} phase={phase} />
        {!end && (
          <aside class="aside" aria-label="People">
            <h2 class="subtitle">{room && hereWords(presence.count)}</h2>
            <People client={client} isHost={isHost} />
          </aside>
        )}
      </div>
      {listed && !end && (
        <PeopleDialog title={hereWords(presence.count)} onClose={() => setListed(false)}>
          <People client={client} isHost={isHost} />
        </PeopleDialog>
      )}
    </Page>
  );
}
