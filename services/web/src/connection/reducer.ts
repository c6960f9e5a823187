import { CloseCode, type EnvironmentName, parseRetryHint } from "@live-listen/protocol";
import { backoff, LONGEST_WAIT_MS } from "./backoff.ts";
import { type ApiRelease, type ConnectionState, KEPT_ROUND_TRIPS, type Link, type LossReason } from "./state.ts";

/** How long a connection must have held for the next failure to count as the first, in milliseconds. */
export const STABLE_AFTER_MS = 10_000;

/** Closes that say when to come back. */
const HINTING_CODES: ReadonlySet<number> = new Set([CloseCode.serviceRestart, CloseCode.tryAgainLater]);

/** Closes after which the API would only say the same again. */
const FINAL_CODES: ReadonlySet<number> = new Set([
  CloseCode.policyViolation,
  CloseCode.removed,
  CloseCode.roomNotFound,
  CloseCode.roomEnded,
]);

/** What can happen. Times are of the monotonic clock, in milliseconds; chance is a number from 0 up to 1. */
export type ConnectionEvent =
  | { readonly type: "started"; readonly online: boolean }
  | { readonly type: "stopped" }
  | {
      readonly type: "hello";
      readonly now: number;
      readonly own: EnvironmentName;
      readonly environment: EnvironmentName;
      readonly release: ApiRelease;
    }
  | { readonly type: "pong"; readonly roundTrip: number }
  | { readonly type: "reload" }
  | {
      readonly type: "closed";
      readonly now: number;
      readonly chance: number;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly type: "due" }
  | { readonly type: "online" }
  | { readonly type: "offline" };

/**
 * Says what the connection becomes when something happens. It decides everything (when to try again, what counts as a failure) and does
 * nothing: whoever holds the state opens and closes sockets as its link says.
 */
export function reduce(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  switch (event.type) {
    case "started":
      return state.link.kind === "idle" ? { ...state, online: event.online, link: OPENING } : state;
    case "stopped":
      return state.link.kind === "over" ? state : { ...state, link: { kind: "idle" } };
    case "hello":
      return state.link.kind === "opening" ? greeted(state, event) : state;
    case "pong":
      return { ...state, roundTrips: [...state.roundTrips, event.roundTrip].slice(-KEPT_ROUND_TRIPS) };
    case "reload":
      return { ...state, outdated: true };
    case "closed":
      return state.link.kind === "opening" || state.link.kind === "open" ? closed(state, event) : state;
    case "due":
      return state.link.kind === "waiting" ? { ...state, link: OPENING } : state;
    case "online":
      return reduce({ ...state, online: true }, { type: "due" });
    case "offline":
      return { ...state, online: false };
  }
}

const OPENING: Link = { kind: "opening" };

function greeted(state: ConnectionState, event: Extract<ConnectionEvent, { type: "hello" }>): ConnectionState {
  // Whatever answers in another environment's name isn't believed in anything else that it says, and isn't spoken to.
  if (event.environment !== event.own) return { ...state, strayInto: event.environment };
  const link: Link = { kind: "open", since: event.now };
  return {
    ...state,
    link,
    reason: undefined,
    outdated: false,
    strayInto: undefined,
    api: event.release,
    roundTrips: [],
  };
}

function closed(state: ConnectionState, event: Extract<ConnectionEvent, { type: "closed" }>): ConnectionState {
  const { link } = state;
  if (FINAL_CODES.has(event.code)) return { ...state, link: { kind: "over", code: event.code } };
  const stable = link.kind === "open" && event.now - link.since >= STABLE_AFTER_MS;
  const failures = stable ? 0 : state.failures;
  return {
    ...state,
    failures: failures + 1,
    reason: lossReason(state, event.code),
    roundTrips: [],
    link: { kind: "waiting", until: event.now + wait({ ...state, failures }, event) },
  };
}

function lossReason(state: ConnectionState, code: number): LossReason {
  if (code === CloseCode.serviceRestart) return "restart";
  if (state.link.kind === "open") return "lost";
  // An update goes on until the API greets again: until then, failed attempts are part of it.
  return state.reason ?? "unreachable";
}

function wait(state: ConnectionState, event: Extract<ConnectionEvent, { type: "closed" }>): number {
  // None of these gets better by asking often: someone has to reload, put a deploy right, or find a network.
  if (state.outdated || state.strayInto || !state.online) return backoff(Number.POSITIVE_INFINITY, event.chance);
  const hint = HINTING_CODES.has(event.code) ? parseRetryHint(event.reason) : undefined;
  const own = backoff(state.failures, event.chance);
  if (hint === undefined) return own;
  // The server has jittered its hint already. One that would keep a listener away for long isn't followed, nor one that is told again and again.
  return Math.min(LONGEST_WAIT_MS, state.failures === 0 ? hint : Math.max(hint, own));
}
