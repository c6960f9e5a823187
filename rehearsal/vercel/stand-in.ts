import type { Context } from "hono";
import type { Pace } from "../pace.ts";
import type { Account } from "./account.ts";
import type { DeploymentProgress } from "./deployments/progress.ts";
import type { FileStore } from "./files/store.ts";
import type { Promotions } from "./promotions/promotions.ts";
import type { State } from "./state.ts";

/** What every handler works with. */
export interface StandIn {
  readonly accounts: readonly Account[];
  readonly state: State;
  /** Writes the state to disk, and then lets those see it who are served; called as soon as it has changed. */
  readonly save: () => Promise<void>;
  /** Ends when all that the state has now is on disk, and seen by those who are served. */
  readonly saved: () => Promise<void>;
  readonly files: FileStore;
  readonly progress: DeploymentProgress;
  readonly promotions: Promotions;
  readonly pace: Pace;
  /** Whether the DNS of a name leads to Vercel. */
  readonly leadsHere: (name: string) => Promise<boolean>;
}

/** What a request carries once its token has been looked at. */
export interface Authenticated {
  Variables: { account: Account };
}

/** The id of the team that a request is for. */
export function teamOf(c: Context<Authenticated>): string {
  return c.get("account").team.id;
}
