import { useCallback, useEffect, useMemo } from "preact/hooks";
import { type RoomList, reduceRoomList, UNREAD_LIST } from "../../rooms/list.ts";
import { createStore } from "../../store.ts";
import { useServices } from "../services.ts";
import { useStateOf } from "../use-state-of.ts";

/** The list of open rooms, and what can be done with it. */
export interface UsedRoomList {
  readonly list: RoomList;
  /** Fetches the first page (again). */
  begin(): void;
  /** Fetches the next page. */
  goOn(): void;
}

/** Fetches the list of open rooms, and again whenever somebody comes back to it. */
export function useRoomList(): UsedRoomList {
  const { rooms } = useServices();
  const store = useMemo(() => createStore(UNREAD_LIST, reduceRoomList), []);
  const list = useStateOf(store);
  const fetchPage = useCallback(
    async (after: string | undefined) => {
      if (store.state.loading) return;
      store.dispatch({ type: "asked" });
      const answer = await rooms.list(after);
      if (!answer.ok) store.dispatch({ type: "failed", failure: answer.failure });
      else store.dispatch({ type: after === undefined ? "began" : "went-on", page: answer.value });
    },
    [rooms, store],
  );
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void fetchPage(undefined);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [fetchPage]);
  return {
    list,
    begin: () => void fetchPage(undefined),
    goOn: () => void fetchPage(list.next ?? undefined),
  };
}
