import type { ChatMessage, Person, Room } from "@live-listen/protocol";
import { changePresence, type Presence, type PresenceChange, withSelf } from "./presence.ts";
import {
  discard,
  EMPTY_TIMELINE,
  type Entry,
  enter,
  forget,
  hear,
  refuse,
  say,
  sayAgain,
  type Timeline,
} from "./timeline.ts";

/** Why there is no way back into a room: it is over; one was put out of it; there is none; or one is in it too often already. */
export type RoomEnd = "ended" | "removed" | "not-found" | "crowded";

/** Everything that is known of a room that one is in, or wants to be in. */
export interface RoomState {
  /** Whether one is in it at this moment, so that what is said is heard. */
  readonly inside: boolean;
  readonly end: RoomEnd | undefined;
  /** The room and oneself, once one has been told. */
  readonly room: Room | undefined;
  readonly you: Person | undefined;
  readonly presence: Presence;
  readonly timeline: Timeline;
  /** Whether older messages are being fetched, or couldn't be. */
  readonly history: "idle" | "loading" | "failed";
}

/** The state before one has entered. */
export const OUTSIDE: RoomState = {
  inside: false,
  end: undefined,
  room: undefined,
  you: undefined,
  presence: { count: 0, people: [] },
  timeline: EMPTY_TIMELINE,
  history: "idle",
};

/** What can happen in a room. */
export type RoomEvent =
  | {
      readonly type: "entered";
      readonly room: Room;
      readonly you: Person;
      readonly presence: Presence;
      readonly entry: Entry;
    }
  | { readonly type: "lost" }
  | { readonly type: "over"; readonly end: RoomEnd }
  | { readonly type: "presence"; readonly change: PresenceChange }
  | { readonly type: "heard"; readonly messages: readonly ChatMessage[] }
  | { readonly type: "stored"; readonly id: string; readonly sequence: number; readonly at: string }
  | { readonly type: "said"; readonly id: string; readonly text: string }
  | { readonly type: "refused"; readonly id: string; readonly reason: string }
  | { readonly type: "said-again"; readonly id: string }
  | { readonly type: "discarded"; readonly id: string }
  | { readonly type: "history"; readonly history: RoomState["history"] }
  | { readonly type: "read-up"; readonly room: Room; readonly entry: Entry }
  | { readonly type: "forgot"; readonly kept: number };

/** Says what becomes of a room when something happens in it; it does nothing by itself. */
export function reduceRoom(state: RoomState, event: RoomEvent): RoomState {
  const { timeline } = state;
  switch (event.type) {
    case "entered": {
      const { room, you, presence, entry } = event;
      return { ...state, inside: true, room, you, presence: withSelf(presence, you), timeline: enter(timeline, entry) };
    }
    case "lost":
      return state.inside ? { ...state, inside: false } : state;
    case "over":
      // The first to say so knows best: a message tells more than the close that follows it.
      return state.end ? state : over(state, event.end);
    case "presence":
      return { ...state, presence: changePresence(state.presence, event.change) };
    case "heard":
      return { ...state, timeline: hear(timeline, event.messages) };
    case "stored":
      return { ...state, timeline: hear(timeline, storedMessages(state, event)) };
    case "said":
      return { ...state, timeline: say(timeline, event) };
    case "refused":
      return { ...state, timeline: refuse(timeline, event.id, event.reason) };
    case "said-again":
      return { ...state, timeline: sayAgain(timeline, event.id) };
    case "discarded":
      return { ...state, timeline: discard(timeline, event.id) };
    case "history":
      return state.history === event.history ? state : { ...state, history: event.history };
    case "read-up":
      return { ...state, room: event.room, timeline: enter(timeline, event.entry) };
    case "forgot": {
      const less = forget(timeline, event.kept);
      return less === timeline ? state : { ...state, timeline: less };
    }
  }
}

/** Nobody is there any more, and what wasn't stored never will be. */
function over(state: RoomState, end: RoomEnd): RoomState {
  const { drafts } = state.timeline;
  const timeline = drafts.reduce((before, { id }) => refuse(before, id, "The room was over by then."), state.timeline);
  return { ...state, inside: false, end, presence: { count: 0, people: [] }, timeline };
}

/** What one said, as everybody sees it now that it is stored. */
function storedMessages(
  { you, timeline }: RoomState,
  { id, sequence, at }: { readonly id: string; readonly sequence: number; readonly at: string },
): readonly ChatMessage[] {
  const draft = timeline.drafts.find((one) => one.id === id);
  return you && draft ? [{ id, sequence, at, author: you, text: draft.text }] : [];
}
