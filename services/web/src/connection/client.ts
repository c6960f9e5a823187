import {
  type ClientMessage,
  CloseCode,
  type EnvironmentName,
  PROTOCOL_VERSIONS,
  subprotocolOf,
} from "@live-listen/protocol";
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

/** Keeps one live connection to the API for as long as it runs. */
export interface ConnectionClient {
  readonly state: ConnectionState;
  /** Calls back after every change; what it returns ends that. */
  subscribe(changed: () => void): () => void;
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
 */
export function createConnectionClient(options: {
  url: string;
  environment: EnvironmentName;
  timing?: Timing;
}): ConnectionClient {
  const { url, environment, timing = TIMING } = options;
  const listeners = new Set<() => void>();
  let state = INITIAL_STATE;
  let socket: WebSocket | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let pingTimer: ReturnType<typeof setTimeout> | undefined;
  let ping: { readonly id: number; readonly sentAt: number } | undefined;
  let lastPingId = 0;

  function dispatch(event: ConnectionEvent): void {
    const before = state;
    state = reduce(before, event);
    if (state === before) return;
    if (state.link.kind !== before.link.kind) follow();
    for (const changed of [...listeners]) changed();
  }

  /** Makes socket and timers what the link says they are. */
  function follow(): void {
    clearTimeout(retryTimer);
    const { link } = state;
    if (link.kind === "opening") open();
    if (link.kind === "open") sendPing(timing.pongWithin);
    if (link.kind === "idle" || link.kind === "waiting") drop(CloseCode.normal);
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

  function hear(data: unknown): void {
    const message = typeof data === "string" ? readServerMessage(data) : undefined;
    if (message?.type === "hello") {
      clearTimeout(deadline);
      dispatch({ ...message, own: environment, now: performance.now() });
      if (message.environment !== environment) lose(CloseCode.policyViolation, "");
    } else if (message?.type === "pong" && message.id === ping?.id) {
      const roundTrip = performance.now() - ping.sentAt;
      ping = undefined;
      clearTimeout(deadline);
      pingTimer = setTimeout(() => sendPing(timing.pongWithin), timing.pingEvery);
      dispatch({ type: "pong", roundTrip });
    } else if (message?.type === "reload") {
      dispatch(message);
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
    if (state.link.kind === "open") sendPing(timing.probeWithin);
  }

  return {
    get state() {
      return state;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start: (online) => dispatch({ type: "started", online }),
    stop: () => dispatch({ type: "stopped" }),
    retry: () => dispatch({ type: "due" }),
    network(online) {
      dispatch({ type: online ? "online" : "offline" });
      probe();
    },
    probe,
  };
}
