import type { Failure } from "../api/failure.ts";
import type { ListedRoom, RoomsPage } from "./rooms-api.ts";

/** The list of open rooms, as far as it was fetched. */
export interface RoomList {
  /** Undefined before the first page came. */
  readonly rooms: readonly ListedRoom[] | undefined;
  /** Where the next page begins; null when there is none. */
  readonly next: string | null;
  /** Whether a page is being fetched. */
  readonly loading: boolean;
  /** Why the last page didn't come. */
  readonly failure: Failure | undefined;
}

/** The list before anything was fetched. */
export const UNREAD_LIST: RoomList = { rooms: undefined, next: null, loading: false, failure: undefined };

/** What can happen to the list. */
export type RoomListEvent =
  | { readonly type: "asked" }
  | { readonly type: "failed"; readonly failure: Failure }
  /** The first page came, for the first time or again. */
  | { readonly type: "began"; readonly page: RoomsPage }
  | { readonly type: "went-on"; readonly page: RoomsPage };

/** Says what becomes of the list. A room that moved from one page to the next while they were fetched is there once. */
export function reduceRoomList(list: RoomList, event: RoomListEvent): RoomList {
  switch (event.type) {
    case "asked":
      return { ...list, loading: true, failure: undefined };
    case "failed":
      return { ...list, loading: false, failure: event.failure };
    case "began":
      return { ...event.page, loading: false, failure: undefined };
    case "went-on": {
      const known = list.rooms ?? [];
      const slugs = new Set(known.map(({ slug }) => slug));
      const more = event.page.rooms.filter(({ slug }) => !slugs.has(slug));
      return { rooms: [...known, ...more], next: event.page.next, loading: false, failure: undefined };
    }
  }
}
