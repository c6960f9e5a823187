import { agoWords, momentWords } from "../../room/times.ts";
import type { ListedRoom } from "../../rooms/rooms-api.ts";
import { pathOf } from "../../routing/route.ts";
import { Avatar } from "../frame/avatar.tsx";

/** One room of the list. */
export function RoomCard({ room }: { room: ListedRoom }) {
  const { slug, title, host, createdAt, presentCount } = room;
  return (
    <li class="room-card">
      <Avatar id={host.id} name={host.name} />
      <div class="room-card-text">
        <h3 class="room-card-title">
          <a href={pathOf({ name: "room", slug })} dir="auto">
            {title}
          </a>
        </h3>
        <p class="room-card-detail">
          <bdi>{host.name}</bdi>
          {" · "}
          <time dateTime={createdAt} title={momentWords(createdAt)}>
            opened {agoWords(createdAt, Date.now())}
          </time>
        </p>
      </div>
      <p class="here" data-live={presentCount > 0}>
        <span class="dot" />
        {presentCount > 0 ? `${presentCount.toLocaleString()} here` : "Empty"}
      </p>
    </li>
  );
}
