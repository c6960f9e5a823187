import { type ChatMessage, type ClientMessage, CloseCode, type Room, type ServerMessage } from "@live-listen/protocol";
import type { Answer, Failure } from "../api/failure.ts";
import type { ConnectionClient, Conversation } from "../connection/client.ts";
import type { Session } from "../session/session.ts";
import { createStore, type Observable } from "../store.ts";
import { OUTSIDE, type RoomEnd, type RoomState, reduceRoom } from "./state.ts";
import { hasEarlier, nextToSend } from "./timeline.ts";

/** How long the API may take to store a message before it counts as not sent, in milliseconds. */
const STORED_WITHIN_MS = 15_000;

/** What a room needs of the API beside the socket. */
export interface RoomApi {
  find(slug: string): Promise<Answer<Room>>;
  /** Messages before a sequence, or the newest ones; oldest first. */
  messages(slug: string, before?: number): Promise<Answer<readonly ChatMessage[]>>;
  remove(slug: string, personId: string): Promise<Answer<unknown>>;
  end(slug: string): Promise<Answer<unknown>>;
}

/** A room that one is in. */
export interface RoomClient extends Observable<RoomState> {
  readonly connection: ConnectionClient;
  /** Says something: at once, or as soon as there is a connection. */
  say(text: string): void;
  sayAgain(id: string): void;
  discard(id: string): void;
  /** Fetches what was said before the oldest message that is shown. */
  readBack(): Promise<void>;
  /** Lets go of old messages but so many. */
  forget(kept: number): void;
  /** Puts somebody out of the room, as only the host may; gives why it failed. */
  remove(personId: string): Promise<Failure | undefined>;
  /** Ends the room, as only the host may; gives why it failed. */
  end(): Promise<Failure | undefined>;
  /** Lets go of everything. */
  close(): void;
}

/**
 * Makes the client of one room. It enters whenever there is a connection, from where it left off, and leaves nothing unsaid.
 *
 * @param options.connect makes the connection that is spoken over.
 */
export function createRoomClient(options: {
  slug: string;
  session: Session;
  api: RoomApi;
  connect: (conversation: Conversation) => ConnectionClient;
}): RoomClient {
  const { slug, session, api } = options;
  const store = createStore(OUTSIDE, reduceRoom);
  let speak: ((message: ClientMessage) => void) | undefined;
  let token: string | undefined;
  let refused: string | undefined;
  let sending: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const conversation: Conversation = {
    async begin(say) {
      const good = await session.token(refused);
      if (good === undefined) throw new Error("There is no token to enter with.");
      token = good;
      speak = say;
      const { run } = store.state.timeline;
      say({ type: "join", room: slug, token, ...(run ? { resume: run.to } : {}) });
    },
    hear,
    end(code) {
      refused = code === CloseCode.unauthorized ? token : undefined;
      speak = undefined;
      stopWaiting();
      store.dispatch({ type: "lost" });
    },
  };

  function hear(message: ServerMessage): void {
    switch (message.type) {
      case "joined": {
        const { room, you, presence, resumed, messages, sequence: newest } = message;
        store.dispatch({ type: "entered", room, you, presence, entry: { resumed, messages, newest } });
        renew();
        break;
      }
      case "messages":
        store.dispatch({ type: "heard", messages: message.messages });
        break;
      case "stored":
        store.dispatch(message);
        break;
      case "presence":
        store.dispatch({ type: "presence", change: message });
        break;
      case "removed":
      case "ended":
        over(message.type);
        break;
      case "error":
        if (message.id !== undefined) notStored(message.id, message.message, message.retryAfterMs);
        break;
    }
    send();
  }

  /** Sends what is to be sent next, unless the one before isn't stored yet. */
  function send(): void {
    if (!store.state.inside || !speak) return;
    const next = nextToSend(store.state.timeline);
    if (next?.id === sending) return;
    stopWaiting();
    if (!next) return;
    sending = next.id;
    speak({ type: "chat", id: next.id, text: next.text });
    timer = setTimeout(() => notStored(next.id, "It took too long."), STORED_WITHIN_MS);
  }

  function notStored(id: string, reason: string, retryAfterMs?: number): void {
    if (retryAfterMs === undefined) {
      store.dispatch({ type: "refused", id, reason });
    } else if (id === sending) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        sending = undefined;
        send();
      }, retryAfterMs);
      return;
    }
    send();
  }

  function stopWaiting(): void {
    clearTimeout(timer);
    sending = undefined;
  }

  /** Brings the API a newer token than the one that it let us in with. */
  function renew(): void {
    const { state } = session;
    if (!store.state.inside || state.kind !== "somebody" || state.token.value === token) return;
    token = state.token.value;
    speak?.({ type: "renew", token });
  }

  function over(end: RoomEnd): void {
    const before = store.state.end;
    store.dispatch({ type: "over", end });
    if (before === undefined && end === "ended") void readUp();
  }

  /** Shows what was said in a room that is over, to whoever comes too late. */
  async function readUp(): Promise<void> {
    if (store.state.room) return;
    const [found, said] = await Promise.all([api.find(slug), api.messages(slug)]);
    if (!found.ok || !said.ok) return;
    const newest = said.value.at(-1)?.sequence ?? 0;
    store.dispatch({ type: "read-up", room: found.value, entry: { resumed: false, messages: said.value, newest } });
  }

  const connection = options.connect(conversation);
  const stopFollowing = [
    connection.subscribe(() => {
      const { link } = connection.state;
      if (link.kind === "over") over(ENDS.get(link.code) ?? "ended");
    }),
    session.subscribe(renew),
  ];

  return {
    connection,
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    say(text) {
      store.dispatch({ type: "said", id: crypto.randomUUID(), text });
      send();
    },
    sayAgain(id) {
      store.dispatch({ type: "said-again", id });
      send();
    },
    discard: (id) => store.dispatch({ type: "discarded", id }),
    async readBack() {
      const { run } = store.state.timeline;
      if (!run || !hasEarlier(store.state.timeline) || store.state.history === "loading") return;
      store.dispatch({ type: "history", history: "loading" });
      const answer = await api.messages(slug, run.from);
      if (answer.ok) store.dispatch({ type: "heard", messages: answer.value });
      store.dispatch({ type: "history", history: answer.ok ? "idle" : "failed" });
    },
    forget: (kept) => store.dispatch({ type: "forgot", kept }),
    remove: async (personId) => failureOf(await api.remove(slug, personId)),
    end: async () => failureOf(await api.end(slug)),
    close() {
      for (const stop of stopFollowing) stop();
      clearTimeout(timer);
      connection.stop();
    },
  };
}

/** What the closes mean after which there is no way back. */
const ENDS: ReadonlyMap<number, RoomEnd> = new Map([
  [CloseCode.removed, "removed"],
  [CloseCode.roomNotFound, "not-found"],
  [CloseCode.roomEnded, "ended"],
  [CloseCode.policyViolation, "crowded"],
]);

function failureOf(answer: Answer<unknown>): Failure | undefined {
  return answer.ok ? undefined : answer.failure;
}
