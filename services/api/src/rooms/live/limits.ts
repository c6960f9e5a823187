import type { ChatRate } from "../chat/chat-rates.ts";
import type { FeedLimits } from "../chat/feed.ts";

/** Time and amounts of everything that goes on in rooms. */
export interface RoomLimits {
  /** Time that a socket has to say something, a ping or a join. */
  readonly silenceMilliseconds: number;
  /** Time between two looks at who came and who went, each of which is one message to everybody. */
  readonly presenceTickMilliseconds: number;
  /** People on the list that everybody gets, without the host; of the others there is only the number. */
  readonly shownPeople: number;
  /** Sockets that one person may have in one room on one instance. */
  readonly socketsPerPerson: number;
  /** Messages of one socket that may wait to be stored, one after the other. */
  readonly waitingMessages: number;
  readonly chatRate: ChatRate;
  readonly feed: FeedLimits;
  /** Time between two signs of life of an instance, and the time without any after which the others take it for dead. */
  readonly beatMilliseconds: number;
  readonly lifetimeMilliseconds: number;
  /** The least and the most that clients are asked to wait when the database is away. */
  readonly retryMilliseconds: { readonly least: number; readonly most: number };
}

/**
 * The limits of the API. A tick of a quarter of a second is felt as at once and makes one message out of a crowd that arrives; an instance that is
 * killed leaves its people behind for 20 seconds at most, the lifetime and a beat.
 */
export const ROOM_LIMITS: RoomLimits = {
  silenceMilliseconds: 10_000,
  presenceTickMilliseconds: 250,
  shownPeople: 200,
  socketsPerPerson: 16,
  waitingMessages: 16,
  chatRate: { burst: 10, perSecond: 2 },
  feed: { deliveryMilliseconds: 25, recentMessages: 50, resumableMessages: 2_000, retryMilliseconds: 500 },
  beatMilliseconds: 5_000,
  lifetimeMilliseconds: 15_000,
  retryMilliseconds: { least: 500, most: 3_000 },
};
