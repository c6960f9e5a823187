import { useState } from "preact/hooks";
import type { ConnectionState } from "../../connection/state.ts";
import type { RoomClient } from "../../room/room-client.ts";
import { hereWords, type RoomPhase } from "../../room/words.ts";
import { pathOf } from "../../routing/route.ts";
import { Button } from "../frame/button.tsx";
import { Heading } from "../frame/heading.tsx";
import { Icon } from "../frame/icon.tsx";
import { useStateOf } from "../use-state-of.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { CopyLink } from "./copy-link.tsx";
import { PhaseLine } from "./phase-line.tsx";

interface RoomHeadProps {
  client: RoomClient;
  phase: RoomPhase;
  connection: ConnectionState;
  isHost: boolean;
  onPeople(): void;
}

/** The head of a room: its title and host, how things stand, and what can be done with the room as a whole. */
export function RoomHead({ client, phase, connection, isHost, onPeople }: RoomHeadProps) {
  const { room, presence, end } = useStateOf(client);
  const [ending, setEnding] = useState(false);
  return (
    <header class="room-head">
      <Heading class="room-title">{room?.title ?? "…"}</Heading>
      <PhaseLine phase={phase} connection={connection} onRetry={() => client.connection.retry()}>
        {room && (
          <p class="room-detail">
            with <bdi>{room.host.name}</bdi>
            {room.isPrivate && " · by link only"}
          </p>
        )}
      </PhaseLine>
      {room && !end && (
        <div class="room-actions">
          <span class="people-button">
            <Button quiet small label={hereWords(presence.count)} onClick={onPeople}>
              <Icon name="people" />
              {presence.count.toLocaleString()}
            </Button>
          </span>
          <CopyLink path={pathOf({ name: "room", slug: room.slug })} />
          {isHost && (
            <Button quiet small grave onClick={() => setEnding(true)}>
              End room
            </Button>
          )}
        </div>
      )}
      {ending && (
        <ConfirmDialog
          title="End this room?"
          detail="Everybody is put out, and nobody can come back in. What was said stays readable for those with the link."
          action="End room"
          onConfirm={() => client.end()}
          onClose={() => setEnding(false)}
        />
      )}
    </header>
  );
}
