import { useServices } from "../services.ts";
import { useStateOf } from "../use-state-of.ts";
import { InsideRoom } from "./inside-room.tsx";
import { RoomDoor } from "./room-door.tsx";

/** A room: the door for those whose name isn't known, the room itself for everybody else. */
export function RoomScreen({ slug }: { slug: string }) {
  const { session } = useServices();
  const state = useStateOf(session);
  // Someone else is someone else's room, with nothing left of what the former one said.
  if (state.kind === "somebody") return <InsideRoom key={state.person.id} slug={slug} />;
  return <RoomDoor slug={slug} session={state} />;
}
