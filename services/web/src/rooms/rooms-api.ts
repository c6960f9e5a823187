import type { ChatMessage, Room } from "@live-listen/protocol";
import { ask } from "../api/ask.ts";
import { createApiClient, type Fetch } from "../api/client.ts";
import type { Answer } from "../api/failure.ts";
import type { RoomApi } from "../room/room-client.ts";

/** A room of the list, with the number of people in it. */
export interface ListedRoom extends Room {
  readonly presentCount: number;
}

/** Part of the list of rooms; `next` is where the next one begins, null when this is the last. */
export interface RoomsPage {
  readonly rooms: readonly ListedRoom[];
  readonly next: string | null;
}

/** What a room is made from. */
export interface NewRoom {
  readonly title: string;
  readonly isPrivate: boolean;
}

/** The API's part of rooms, beside their sockets. */
export interface RoomsApi extends RoomApi {
  /** Lists open public rooms, the newest first. */
  list(after?: string): Promise<Answer<RoomsPage>>;
  create(room: NewRoom): Promise<Answer<Room>>;
  find(slug: string): Promise<Answer<ListedRoom>>;
  messages(slug: string, before?: number): Promise<Answer<readonly ChatMessage[]>>;
}

/**
 * Makes the client of the API's rooms.
 *
 * @param apiUrl origin of the API.
 * @param send sends a request in the name of whoever is signed in.
 */
export function createRoomsApi(apiUrl: string, send: Fetch): RoomsApi {
  const { rooms } = createApiClient(apiUrl, send);
  return {
    list: (after) => ask(() => rooms.$get({ query: after === undefined ? {} : { after } })),
    create: (json) => ask(() => rooms.$post({ json })),
    find: (slug) => ask(() => rooms[":slug"].$get({ param: { slug } })),
    async messages(slug, before) {
      const query = before === undefined ? {} : { before: String(before) };
      const answer = await ask(() => rooms[":slug"].messages.$get({ param: { slug }, query }));
      return answer.ok ? { ok: true, value: answer.value.messages } : answer;
    },
    remove: (slug, personId) => ask(() => rooms[":slug"].removals[":personId"].$put({ param: { slug, personId } })),
    end: (slug) => ask(() => rooms[":slug"].end.$post({ param: { slug } })),
  };
}
