import type { Agent } from "node:https";

/** How addresses are reached: the internet, or an edge on this machine that answers under the same names. */
export interface Network {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** For WebSockets; the runtime's own when undefined. */
  readonly agent?: Agent | undefined;
}

/** The internet, as this machine's DNS and certificates have it. */
export const INTERNET: Network = { fetch: (url, init) => fetch(url, init) };
