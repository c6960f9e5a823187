import type { Fault } from "../../fault.ts";
import type { Pace } from "../../pace.ts";
import type { State } from "../state.ts";
import type { Workspace } from "../workspace.ts";
import type { PostgresServers } from "./servers.ts";

/** Where instances are: their servers, what remembers them, and by what their vendor's rules go. */
export interface Host {
  readonly state: State;
  readonly save: () => Promise<void>;
  readonly servers: PostgresServers;
  readonly workspaces: readonly Workspace[];
  readonly pace: Pace;
  /** Told when an instance's server doesn't start, can't be backed up, or its data can't be removed. */
  readonly onFault: (fault: Fault) => void;
}
