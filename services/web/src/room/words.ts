import { type ConnectionState, type Phase, phaseOf } from "../connection/state.ts";
import type { RoomEnd, RoomState } from "./state.ts";

/** How things stand between this page and a room. */
export type RoomPhase = Phase;

/** Sums up how things stand: a connection alone isn't enough, one has to be in the room as well. */
export function roomPhase(
  connection: ConnectionState,
  { inside, room }: Pick<RoomState, "inside" | "room">,
): RoomPhase {
  const phase = phaseOf(connection);
  if (phase === "connecting" && room) return "reconnecting";
  if (phase !== "live" || inside) return phase;
  return room ? "reconnecting" : "connecting";
}

/** A few words that say how things stand; they don't change from second to second. */
export function phaseWords(phase: RoomPhase, { reason, strayInto }: ConnectionState): string {
  switch (phase) {
    case "live":
      return "Live";
    case "connecting":
      return "Connecting…";
    case "reconnecting":
      return reason === "restart" ? "Being updated, back in a moment" : "Connection lost";
    case "offline":
      return "You’re offline";
    case "outdated":
      return "A new version is ready";
    case "stray":
      return `Wrong address: the API here belongs to ${strayInto}`;
    case "over":
      return "Ended";
  }
}

/** What a room says to whoever can't come (back) in. */
export interface EndWords {
  readonly title: string;
  readonly detail: string;
}

/** Says why there is no way back into a room. */
export const END_WORDS: Record<RoomEnd, EndWords> = {
  ended: { title: "This room has ended", detail: "The host closed it for everybody." },
  removed: { title: "You were removed from this room", detail: "The host put you out, and you can’t come back in." },
  "not-found": {
    title: "There is no such room",
    detail: "The link may be incomplete. Ask whoever sent it to send it once more.",
  },
  crowded: {
    title: "You’re in this room too often",
    detail: "It is open in many of your windows. Close some of them and reload this page.",
  },
};

/**
 * How many are here.
 *
 * @param locale of the reader; the browser's unless given.
 */
export function hereWords(count: number, locale?: string): string {
  return `${count.toLocaleString(locale)} here`;
}

/** What the button says that leads to new messages. */
export function newMessagesWords(count: number): string {
  return count === 1 ? "1 new message" : `${count} new messages`;
}
