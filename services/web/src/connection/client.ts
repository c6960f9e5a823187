import {
  type ClientMessage,
  CloseCode,
  type EnvironmentName,
  PROTOCOL_VERSIONS,
  type ServerMessage,
  subprotocolOf,
} from "@live-listen/protocol";
import { createStore, type Observable } from "../store.ts";
import { readServerMessage } from "./read-message.ts";
import { type ConnectionEvent, reduce } from "./reducer.ts";
import { type ConnectionState, INITIAL_STATE } from "./state.ts";

/** How long things take, in milliseconds; tests make them short. */
export interface Timing {
  /** From one ping to the next. */
  readonly pingEvery: number;
  /** From the beginning of an attempt until the API must have greeted. */
  readonly helloWithin: number;
  /** From a ping until its answer. */
  readonly pongWithin: number;
  /** The same, when the browser says that the network is gone or the page comes back into view. */
  readonly probeWithin: number;
}

/** The timing of the page. */
export const TIMING: Timing = { pingEvery: 4_000, helloWithin: 10_000, pongWithin: 10_000, probeWithin: 2_500 };

/** What is spoken over a connection, beyond greetings and pings. */
export interface Conversation {
  /**
   * The API has greeted, on a new socket.
   *
   * @param say sends a message on that socket; says nothing once the socket is another.
   * @throws when nothing can be said now; the connection is given up then, and tried again later.
   */
  begin(say: (message: ClientMessage) => void): Promise<void>;
  /** The API said something. */
  hear(message: ServerMessage): void;
  /** The socket is gone, closed with a code. */
  end(code: number): void;
}

/** Keeps one live connection to the API for as long as it runs. */
export interface ConnectionClient extends Observable<ConnectionState> {
  start(online: boolean): void;
  stop(): void;
  /** Tries again now instead of waiting any longer. */
  retry(): void;
  /** Tells what the browser believes of the network. */
  network(online: boolean): void;
  /** Finds out at once whether the connection still holds, as after a sleep of the machine. */
  probe(): void;
}

/**
 * Makes the client of one environment's API; it does what the state says and tells the state what happened.
 *
 * @param options.url of the socket's endpoint.
 * @param options.environment of this page; a greeting in another's name ends the connection.
 * @param options.conversation what is spoken; nothing unless given.
 */
export function createConnectionClient(options: {
  url: string;
  environment: EnvironmentName;
  conversation?: Conversation;
  timing?: Timing;
}): ConnectionClient {
  const { url, environment, conversation, timing = TIMING } = options;
  const store = createStore(INITIAL_STATE, reduce);
  let socket: WebSocket | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let pingTimer: ReturnType<typeof setTimeout> | undefined;
  let ping: { readonly id: number; readonly sentAt: number } | undefined;
  let lastPingId = 0;
  let endedBy: number = CloseCode.normal;

  function dispatch(event: ConnectionEvent): void {
    store.dispatch(event);
  }

  // The first to be told of a change, so that whoever else is told finds socket and timers as the state says.
  let followed = store.state.link.kind;
  store.subscribe(() => {
    const before = followed;
    followed = store.state.link.kind;
    if (followed === before) return;
    if (before === "open") conversation?.end(endedBy);
    follow();
  });

  /** Makes socket and timers what the link says they are. */
  function follow(): void {
    clearTimeout(retryTimer);
    const { link } = store.state;
    if (link.kind === "opening") open();
    if (link.kind === "open") begin();
    if (link.kind === "idle" || link.kind === "waiting" || link.kind === "over") drop(CloseCode.normal);
    if (link.kind === "waiting")
      retryTimer = setTimeout(() => dispatch({ type: "due" }), link.until - performance.now());
  }

  function open(): void {
    const opened = new WebSocket(url, PROTOCOL_VERSIONS.map(subprotocolOf));
    socket = opened;
    // A socket that was given up may still say something; only the present one is heard.
    const whenCurrent =
      <E>(handle: (event: E) => void) =>
      (event: E) => {
        if (socket === opened) handle(event);
      };
    opened.onmessage = whenCurrent((event) => hear(event.data));
    opened.onclose = whenCurrent((event) => lose(event.code, event.reason));
    expect(timing.helloWithin);
  }

  function begin(): void {
    sendPing(timing.pongWithin);
    const opened = socket;
    const say = (message: ClientMessage) => {
      if (socket === opened) opened?.send(JSON.stringify(message));
    };
    conversation?.begin(say).catch(() => {
      if (socket === opened) lose(CloseCode.normal, "");
    });
  }

  function hear(data: unknown): void {
    const message = typeof data === "string" ? readServerMessage(data) : undefined;
    if (message?.type === "hello") {
      clearTimeout(deadline);
      dispatch({ ...message, own: environment, now: performance.now() });
      if (message.environment !== environment) lose(CloseCode.normal, "");
    } else if (message?.type === "pong" && message.id === ping?.id) {
      const roundTrip = performance.now() - ping.sentAt;
      ping = undefined;
      clearTimeout(deadline);
      pingTimer = setTimeout(() => sendPing(timing.pongWithin), timing.pingEvery);
      dispatch({ type: "pong", roundTrip });
    } else if (message?.type === "reload") {
      dispatch(message);
    } else if (message && store.state.link.kind === "open") {
      conversation?.hear(message);
    }
  }

  function sendPing(within: number): void {
    clearTimeout(pingTimer);
    lastPingId += 1;
    ping = { id: lastPingId, sentAt: performance.now() };
    const message: ClientMessage = { type: "ping", id: lastPingId };
    socket?.send(JSON.stringify(message));
    expect(within);
  }

  /** Gives the connection up unless the answer that is awaited comes in time. */
  function expect(within: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => lose(CloseCode.normal, ""), within);
  }

  function lose(code: number, reason: string): void {
    endedBy = code;
    dispatch({ type: "closed", code, reason, now: performance.now(), chance: Math.random() });
  }

  function drop(code: number): void {
    clearTimeout(deadline);
    clearTimeout(pingTimer);
    ping = undefined;
    socket?.close(code);
    socket = undefined;
  }

  function probe(): void {
    if (store.state.link.kind === "open") sendPing(timing.probeWithin);
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    start: (online) => dispatch({ type: "started", online }),
    stop() {
      endedBy = CloseCode.normal;
      dispatch({ type: "stopped" });
    },
    retry: () => dispatch({ type: "due" }),
    network(online) {
      dispatch({ type: online ? "online" : "offline" });
      probe();
    },
    probe,
  };
}
