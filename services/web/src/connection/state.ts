import type { EnvironmentName } from "@live-listen/protocol";

/** What the API says of its build. */
export interface ApiRelease {
  readonly version: string;
  readonly commit: string;
}

/** Why there is no connection: the service is being updated, what was there broke off, or an attempt came to nothing. */
export type LossReason = "restart" | "lost" | "unreachable";

/**
 * The socket: none and none wanted; being opened; greeted by the API; awaited until a time of the monotonic
 * clock, in milliseconds; or over for good, with the code of the close that said so.
 */
export type Link =
  | { readonly kind: "idle" }
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly since: number }
  | { readonly kind: "waiting"; readonly until: number }
  | { readonly kind: "over"; readonly code: number };

/** Everything that is known of the connection to the API. */
export interface ConnectionState {
  readonly link: Link;
  /** Why the last connection or attempt ended; kept while the next attempts run, undefined before the first and while connected. */
  readonly reason: LossReason | undefined;
  /** Attempts that failed in a row. */
  readonly failures: number;
  /** Whether the browser believes that there is a network. */
  readonly online: boolean;
  /** The API no longer speaks this page's version of the protocol. */
  readonly outdated: boolean;
  /** The environment that answered when it wasn't this page's. */
  readonly strayInto: EnvironmentName | undefined;
  /** The release that the API last greeted with. */
  readonly api: ApiRelease | undefined;
  /** The latest round trips in milliseconds, newest last, at most {@link KEPT_ROUND_TRIPS}. */
  readonly roundTrips: readonly number[];
}

/** How many round trips are remembered. */
export const KEPT_ROUND_TRIPS = 48;

/** The state before anything happened. */
export const INITIAL_STATE: ConnectionState = {
  link: { kind: "idle" },
  reason: undefined,
  failures: 0,
  online: true,
  outdated: false,
  strayInto: undefined,
  api: undefined,
  roundTrips: [],
};

/** What the page shows, of all that is known. */
export type Phase = "connecting" | "live" | "reconnecting" | "offline" | "outdated" | "stray" | "over";

/** Sums a state up for a person: a working connection says more than the browser's guess about the network. */
export function phaseOf(state: ConnectionState): Phase {
  if (state.strayInto) return "stray";
  if (state.outdated) return "outdated";
  if (state.link.kind === "over") return "over";
  if (state.link.kind === "open") return "live";
  if (!state.online) return "offline";
  return state.reason === undefined ? "connecting" : "reconnecting";
}
