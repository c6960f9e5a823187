import { Button } from "../frame/button.tsx";
import { Quiet } from "../frame/quiet.tsx";
import { RoomCard } from "./room-card.tsx";
import { useRoomList } from "./use-room-list.ts";

const PLACEHOLDERS = [1, 2, 3];

/** The open rooms, as many as were asked for. */
export function RoomListSection() {
  const { list, begin, goOn } = useRoomList();
  const { rooms, next, loading, failure } = list;
  return (
    <section class="rooms" aria-labelledby="rooms">
      <div class="rooms-head">
        <h2 id="rooms" class="subtitle">
          Open rooms
        </h2>
        {rooms && (
          <Button quiet small disabled={loading} onClick={begin}>
            Refresh
          </Button>
        )}
      </div>
      {rooms === undefined && !failure && <Placeholders />}
      {rooms?.length === 0 && <Nothing />}
      {rooms && rooms.length > 0 && (
        <ul class="room-list">
          {rooms.map((room) => (
            <RoomCard key={room.slug} room={room} />
          ))}
        </ul>
      )}
      {failure && (
        <div class="card stuck" role="alert">
          <p>{failure.sentence}</p>
          <Button quiet onClick={rooms && next !== null ? goOn : begin}>
            Try again
          </Button>
        </div>
      )}
      {rooms && next !== null && !failure && (
        <Button quiet disabled={loading} onClick={goOn}>
          {loading ? "Fetching more rooms…" : "Show more rooms"}
        </Button>
      )}
    </section>
  );
}

function Placeholders() {
  return (
    <div class="room-list" role="status" aria-label="Fetching the rooms">
      {PLACEHOLDERS.map((place) => (
        <div key={place} class="room-card placeholder" />
      ))}
    </div>
  );
}

function Nothing() {
  return (
    <div class="card nothing">
      <Quiet />
      <p class="nothing-title">It is quiet right now</p>
      <p class="nothing-detail">Nobody has a public room open. Open the first one, and share its link.</p>
    </div>
  );
}
