import { useEffect, useMemo } from "preact/hooks";
import { followBrowser } from "../../connection/follow-browser.ts";
import { createRoomClient, type RoomClient } from "../../room/room-client.ts";
import { useServices } from "../services.ts";

/** Goes into a room for as long as the component is there. */
export function useRoom(slug: string): RoomClient {
  const { session, rooms, connect } = useServices();
  const client = useMemo(
    () => createRoomClient({ slug, session, api: rooms, connect }),
    [slug, session, rooms, connect],
  );
  useEffect(() => {
    const stopFollowing = followBrowser(client.connection, window);
    return () => {
      stopFollowing();
      client.close();
    };
  }, [client]);
  return client;
}
