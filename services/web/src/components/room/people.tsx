import type { Person } from "@live-listen/protocol";
import { useRef, useState } from "preact/hooks";
import { inOrder } from "../../room/presence.ts";
import type { RoomClient } from "../../room/room-client.ts";
import { Avatar } from "../frame/avatar.tsx";
import { Button } from "../frame/button.tsx";
import { useStateOf } from "../use-state-of.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/** Who is here; the host may put people out. */
export function People({ client, isHost }: { client: RoomClient; isHost: boolean }) {
  const { room, you, presence } = useStateOf(client);
  const [leaving, setLeaving] = useState<Person>();
  const list = useRef<HTMLUListElement>(null);
  if (!room || !you) return null;
  const { count, people } = presence;
  const unnamed = count - people.length;
  return (
    <>
      <ul ref={list} class="people" tabIndex={-1}>
        {inOrder(people, room.host.id, you.id).map((person) => (
          <li key={person.id} class="person">
            <Avatar id={person.id} name={person.name} />
            <bdi class="person-name" title={person.name}>
              {person.name}
            </bdi>
            <PersonMark person={person} hostId={room.host.id} ownId={you.id} />
            {isHost && person.id !== you.id && (
              <Button quiet small label={`Remove ${person.name}`} onClick={() => setLeaving(person)}>
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {unnamed > 0 && <p class="people-more">and {unnamed.toLocaleString()} more</p>}
      {leaving && (
        <ConfirmDialog
          title={`Remove ${leaving.name}?`}
          detail="They are put out of this room at once, and can’t come back in."
          action="Remove"
          onConfirm={() => client.remove(leaving.id)}
          onClose={() => {
            setLeaving(undefined);
            // The button that was pressed is gone with the person.
            list.current?.focus();
          }}
        />
      )}
    </>
  );
}

function PersonMark({ person, hostId, ownId }: { person: Person; hostId: string; ownId: string }) {
  const marks = [person.id === hostId && "host", person.id === ownId && "you"].filter(Boolean);
  return marks.length > 0 ? <span class="person-mark">{marks.join(", ")}</span> : null;
}
