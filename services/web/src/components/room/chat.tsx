import type { RoomClient } from "../../room/room-client.ts";
import { END_WORDS, type RoomPhase } from "../../room/words.ts";
import { useStateOf } from "../use-state-of.ts";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { Messages } from "./messages.tsx";

/** What is said in a room, and the place to say something. */
export function Chat({ client, phase }: { client: RoomClient; phase: RoomPhase }) {
  const { end, room, timeline, you } = useStateOf(client);
  return (
    <section class="chat" aria-label="Chat">
      <Messages client={client} phase={phase} />
      <Announcer timeline={timeline} ownId={you?.id} />
      {end ? (
        <p class="chat-end" role="status">
          <strong>{END_WORDS[end].title}.</strong> <a href="/">See all rooms</a>
        </p>
      ) : (
        <Composer disabled={!room} onSay={(text) => client.say(text)} />
      )}
    </section>
  );
}
