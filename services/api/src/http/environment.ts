import type { HttpBindings } from "@hono/node-server";
import type { Log } from "../log/log.ts";

/** What Hono's handlers of this app find in their context. */
export interface AppEnvironment {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    /** Identifies the request in the answer, in errors and in every line of the log. */
    requestId: string;
    /** A log whose lines carry the request id. */
    log: Log;
    /** Whether the connection became a socket, which Hono's status doesn't tell. */
    upgraded?: true;
  };
}
