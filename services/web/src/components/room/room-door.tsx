import { END_WORDS, hereWords } from "../../room/words.ts";
import type { ListedRoom } from "../../rooms/rooms-api.ts";
import { pathOf } from "../../routing/route.ts";
import type { SessionState } from "../../session/state.ts";
import { GuestForm } from "../account/guest-form.tsx";
import { OtherWays } from "../account/other-ways.tsx";
import { Avatar } from "../frame/avatar.tsx";
import { Button } from "../frame/button.tsx";
import { Heading } from "../frame/heading.tsx";
import { Page } from "../frame/page.tsx";
import { useServices } from "../services.ts";
import { EndNotice } from "./end-notice.tsx";
import { useFoundRoom } from "./use-found-room.ts";

/** The door of a room, where whoever followed a link says their name and goes in. */
export function RoomDoor({ slug, session }: { slug: string; session: SessionState }) {
  const { session: client } = useServices();
  const { answer, ask } = useFoundRoom(slug);
  if (answer?.ok === false && answer.failure.code === "room_not_found") return <EndNotice end="not-found" />;
  const room = answer?.ok ? answer.value : undefined;
  const stuck = (session.kind === "unknown" && session.failed) || answer?.ok === false;
  // Whoever is known goes straight in, so nothing is shown that would be gone in a moment.
  if (!stuck && (session.kind === "unknown" || !room)) return <Moment title={room?.title ?? "Room"} />;
  const tryNow = () => {
    client.begin();
    ask();
  };
  return (
    <Page title={room?.title ?? "Room"} shape="narrow">
      <section class="card door">
        {room ? <RoomSign room={room} /> : <Heading class="title">This room can’t be reached</Heading>}
        {stuck ? (
          <div class="stuck" role="alert">
            <p>Live Listen doesn’t answer right now. This page keeps trying by itself.</p>
            <Button quiet onClick={tryNow}>
              Try now
            </Button>
          </div>
        ) : (
          <>
            <GuestForm action={room?.endedAt ? "Read what was said" : "Join the room"} />
            <OtherWays to={pathOf({ name: "room", slug })} />
          </>
        )}
      </section>
    </Page>
  );
}

function Moment({ title }: { title: string }) {
  return (
    <Page title={title} shape="narrow">
      <p class="moment" role="status">
        One moment…
      </p>
    </Page>
  );
}

function RoomSign({ room: { title, host, presentCount, endedAt } }: { room: ListedRoom }) {
  return (
    <div class="sign">
      <Heading class="title">{title}</Heading>
      <p class="sign-detail">
        <Avatar id={host.id} name={host.name} />
        <bdi class="sign-host">{host.name}</bdi>
        <span class="sign-count">{endedAt ? END_WORDS.ended.title : hereWords(presentCount)}</span>
      </p>
    </div>
  );
}
