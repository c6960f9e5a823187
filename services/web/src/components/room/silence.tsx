import type { Room } from "@live-listen/protocol";
import { Quiet } from "../frame/quiet.tsx";

/** Stands in a room in which nothing was said yet. */
export function Silence({ room, ended }: { room: Room; ended: boolean }) {
  return (
    <div class="nothing silence">
      <Quiet />
      <p class="nothing-title">{ended ? "Nothing was said here" : "Nothing has been said yet"}</p>
      {!ended && (
        <p class="nothing-detail">
          {room.isPrivate
            ? "Only those with the link can come in. Copy it and send it to whoever should be here."
            : "Say hello, or copy the link and bring somebody along."}
        </p>
      )}
    </div>
  );
}
