import type { ChatMessage, ClientMessage, ServerMessage } from "@live-listen/protocol";
import type { ConnectionClient, Conversation } from "../connection/client.ts";
import { type ConnectionEvent, reduce } from "../connection/reducer.ts";
import { INITIAL_STATE } from "../connection/state.ts";
import type { Session } from "../session/session.ts";
import { reduceSession, type SessionEvent, type SessionState, UNKNOWN } from "../session/state.ts";
import { createStore } from "../store.ts";
import { createRoomClient, type RoomApi } from "./room-client.ts";

/** When everything in the tests happens. */
export const at = "2026-01-31T09:30:00.000Z";
/** Oneself. */
export const ann = { id: "0197a3c5-7b1e-7c3a-9f00-00000000000a", name: "Ann" };
/** Somebody else, the host. */
export const bob = { id: "0197a3c5-7b1e-7c3a-9f00-00000000000b", name: "Bob" };
/** The room. */
export const room = { slug: "jazz", title: "Jazz", isPrivate: false, host: bob, createdAt: at, endedAt: null };

/** A message in the room. */
export function said(sequence: number, text: string, author = bob): ChatMessage {
  return { sequence, id: `0197a3c5-7b1e-7c3a-9f00-${String(sequence).padStart(12, "0")}`, author, text, at };
}

/** A room client whose connection and API are driven by the test. */
export function createTestRoom(api: Partial<RoomApi> = {}) {
  const connectionStore = createStore(INITIAL_STATE, reduce);
  const sessionStore = createStore<SessionState, SessionEvent>(UNKNOWN, reduceSession);
  const asked: (string | undefined)[] = [];
  const sent: ClientMessage[] = [];
  let conversation: Conversation | undefined;
  let tokens = 0;
  function signIn(): void {
    tokens += 1;
    const token = { value: `token-${tokens}`, renewAt: Number.POSITIVE_INFINITY };
    sessionStore.dispatch({ type: "signed-in", person: { id: ann.id, displayName: ann.name, kind: "guest" }, token });
  }
  signIn();
  const nothing = async () => undefined;
  const session: Session = {
    get state() {
      return sessionStore.state;
    },
    subscribe: sessionStore.subscribe,
    begin: () => {},
    signIn: nothing,
    register: nothing,
    comeAsGuest: nothing,
    signOut: nothing,
    async token(refused) {
      asked.push(refused);
      if (refused !== undefined) signIn();
      return `token-${tokens}`;
    },
  };
  const unused = () => Promise.reject(new Error("not asked for here"));
  const client = createRoomClient({
    slug: "jazz",
    session,
    api: { find: unused, messages: unused, remove: unused, end: unused, ...api },
    connect(spoken): ConnectionClient {
      conversation = spoken;
      return {
        get state() {
          return connectionStore.state;
        },
        subscribe: connectionStore.subscribe,
        start: () => {},
        stop: () => {},
        retry: () => {},
        network: () => {},
        probe: () => {},
      };
    },
  });
  return {
    client,
    sent,
    asked,
    signIn,
    hear: (message: ServerMessage) => conversation?.hear(message),
    open: () => conversation?.begin((message) => sent.push(message)),
    lose: (code = 1006) => conversation?.end(code),
    close(code: number) {
      conversation?.end(code);
      const events: ConnectionEvent[] = [
        { type: "started", online: true },
        { type: "closed", now: 0, chance: 0, code, reason: "" },
      ];
      for (const event of events) connectionStore.dispatch(event);
    },
    join(messages: readonly ChatMessage[] = [], changes: Partial<Extract<ServerMessage, { type: "joined" }>> = {}) {
      conversation?.hear({
        type: "joined",
        room,
        you: ann,
        expiresAt: at,
        presence: { count: 2, people: [ann, bob] },
        sequence: messages.at(-1)?.sequence ?? 0,
        resumed: false,
        messages: [...messages],
        ...changes,
      });
    },
  };
}

/** What is driven: the client, and everything around it. */
export type TestRoom = ReturnType<typeof createTestRoom>;

/** What the client has sent to be said, oldest first. */
export function chats({ sent }: TestRoom) {
  return sent.flatMap((one) => (one.type === "chat" ? [one] : []));
}
