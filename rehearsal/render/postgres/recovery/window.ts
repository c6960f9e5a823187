import type { Workspace } from "../../workspace.ts";

/** How near to now a recovery can't go, in the vendor's seconds. */
const LAG_SECONDS = 10 * 60;
const DAY_SECONDS = 24 * 60 * 60;

/** How far back a recovery can go, in the vendor's days, by the plan of the workspace. */
const DAYS = { hobby: 3, professional: 7, organization: 7, enterprise: 7 } as const;

/** The times that a recovery may go to. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The times that recoveries in a workspace may go to, as far as they were backed up.
 *
 * @param milliseconds how long the vendor's seconds take, as a pace tells it
 * @see https://render.com/docs/postgresql-backups
 */
export function windowOf(
  plan: NonNullable<Workspace["plan"]>,
  milliseconds: (vendorSeconds: number) => number,
  now = Date.now(),
): Window {
  return {
    from: new Date(now - milliseconds(DAYS[plan] * DAY_SECONDS)),
    to: new Date(now - milliseconds(LAG_SECONDS)),
  };
}
