import { useCallback, useEffect, useState } from "preact/hooks";
import type { Answer } from "../../api/failure.ts";
import { backoff } from "../../connection/backoff.ts";
import type { ListedRoom } from "../../rooms/rooms-api.ts";
import { useServices } from "../services.ts";

/** What the API says of a room, for whoever stands at its door. */
export interface FoundRoom {
  /** Undefined before the API was heard for the first time. */
  readonly answer: Answer<ListedRoom> | undefined;
  /** Asks at once. */
  ask(): void;
}

/** Whether the API knows something about the room, if only that there is none. */
function isFinal(answer: Answer<ListedRoom>): boolean {
  return answer.ok || answer.failure.code === "room_not_found";
}

/** Asks the API for a room until it answers. */
export function useFoundRoom(slug: string): FoundRoom {
  const { rooms } = useServices();
  const [answer, setAnswer] = useState<Answer<ListedRoom>>();
  const [failures, setFailures] = useState(0);
  const ask = useCallback(async () => {
    const found = await rooms.find(slug);
    setAnswer(found);
    if (!isFinal(found)) setFailures((before) => before + 1);
  }, [rooms, slug]);
  useEffect(() => {
    if (failures === 0) {
      void ask();
      return undefined;
    }
    const timer = setTimeout(() => void ask(), backoff(failures, Math.random()));
    return () => clearTimeout(timer);
  }, [ask, failures]);
  return { answer, ask: () => void ask() };
}
