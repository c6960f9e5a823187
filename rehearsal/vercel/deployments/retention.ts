import { DAYS, type Retention } from "../projects/retention.ts";
import type { StandIn } from "../stand-in.ts";
import type { State } from "../state.ts";
import type { Deployment } from "./deployment.ts";

/** How many of a project's latest production deployments stay, however old they are. */
const KEPT_PRODUCTION = 10;
/** How long what has expired can be restored, in days; after it, it is gone. */
const RECOVERY_DAYS = 30;
/** How long an uploaded file waits for its deployment, in seconds. */
const UNUSED_SECONDS = 3600;
const DAY_SECONDS = 86_400;

/** How often is looked for what has expired, in seconds. */
const LOOK_SECONDS = 3600;
/** No oftener and no more seldom than this, in milliseconds, however fast time goes by; a timer takes no longer ones. */
const SOONEST = 1000;
const LATEST = 24 * 3600 * 1000;

type Parts = Pick<StandIn, "state" | "save" | "files" | "pace" | "accounts">;

/**
 * Takes out of service what is older than its project keeps it, and removes for good what was taken out long ago. What an
 * alias leads to stays, and so do a project's latest production deployments.
 *
 * @param at this moment, in milliseconds of the epoch
 * @see https://vercel.com/docs/deployment-retention
 * @see https://vercel.com/changelog/updated-defaults-for-deployment-retention
 */
export async function applyRetention(parts: Parts, at: number): Promise<void> {
  const { state, save, pace } = parts;
  const kept = keptAnyway(state);
  const isOlder = (since: number, days: number) => since + pace.milliseconds(days * DAY_SECONDS) <= at;
  const periods = new Map(state.projects.map(({ id, retention }) => [id, retention]));
  const expired = state.deployments.filter((one) => {
    const period = periods.get(one.projectId);
    if (!period || one.expiredAt !== null || kept.has(one.id)) return false;
    const days = daysOf(one, period);
    return days !== undefined && isOlder(one.createdAt, days);
  });
  const gone = state.deployments.filter(({ expiredAt }) => expiredAt !== null && isOlder(expiredAt, RECOVERY_DAYS));
  for (const one of expired) one.expiredAt = at;
  state.deployments = state.deployments.filter((one) => !gone.includes(one));
  if (expired.length + gone.length > 0) await save();
  const teams = new Set(parts.accounts.map(({ team }) => team.id));
  for (const teamId of teams) await removeUnusedFiles(parts, teamId);
}

/** Applies retention from time to time, from now on. A failure is printed, and doesn't end it. */
export function keepRetention(parts: Parts): { stop(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const apply = () => {
    last = last.then(() => applyRetention(parts, Date.now())).catch((error: unknown) => console.error(error));
  };
  const every = Math.min(LATEST, Math.max(SOONEST, parts.pace.milliseconds(LOOK_SECONDS)));
  const timer = setInterval(apply, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}

/** Removes the files of a team that no deployment has; those that were uploaded a short time ago stay. */
export async function removeUnusedFiles({ state, files, pace }: Parts, teamId: string): Promise<void> {
  const used = new Set(
    state.deployments.filter((one) => one.teamId === teamId).flatMap((one) => one.files.map(({ sha }) => sha)),
  );
  await files.removeUnused(teamId, used, Date.now() - pace.milliseconds(UNUSED_SECONDS));
}

function keptAnyway({ projects, deployments, aliases }: State): ReadonlySet<string> {
  const kept = new Set(aliases.map(({ deploymentId }) => deploymentId));
  for (const { id, currentDeploymentId } of projects) {
    if (currentDeploymentId !== null) kept.add(currentDeploymentId);
    const production = deployments.filter(
      (one) => one.projectId === id && one.target === "production" && one.readyState === "READY",
    );
    for (const one of production.slice(-KEPT_PRODUCTION)) kept.add(one.id);
  }
  return kept;
}

/** How long a deployment stays, in days; undefined for one that is still under way. */
function daysOf({ readyState, target }: Deployment, period: Retention): number | undefined {
  switch (readyState) {
    case "READY":
      return DAYS[target === "production" ? period.expirationProduction : period.expiration];
    case "ERROR":
      return DAYS[period.expirationErrored];
    case "CANCELED":
      return DAYS[period.expirationCanceled];
    default:
      return undefined;
  }
}
