import { z } from "zod";
import { check } from "../../http/check.ts";
import { pageQuery } from "../page.ts";
import { badRequest } from "../refusal.ts";
import type { State } from "../state.ts";
import { isRollbackCandidate } from "./answer.ts";
import type { Deployment } from "./deployment.ts";

const STATES = ["QUEUED", "INITIALIZING", "BUILDING", "READY", "ERROR", "CANCELED", "DELETED"] as const;
const METADATA = "meta-";

const listQuery = z.strictObject({
  ...pageQuery,
  /** Older word for `until`. */
  to: z.coerce.number().optional(),
  /** Name of the project. */
  app: z.string().optional(),
  projectId: z.string().optional(),
  projectIds: z.string().optional(),
  target: z.enum(["production", "preview"]).optional(),
  /** One or several, separated by commas. */
  state: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(STATES)))
    .optional(),
  rollbackCandidate: z.enum(["true", "false"]).optional(),
  users: z.string().optional(),
});

/** Which deployments are asked for, and which page of them. */
export interface ListQuery extends z.output<typeof listQuery> {
  /** What deployments have to carry. */
  readonly meta: ReadonlyMap<string, string>;
}

/**
 * Reads what a list of deployments is asked for; `meta-<name>` is for what they carry.
 *
 * @throws Refusal (400) when there is something else in it
 * @see https://vercel.com/docs/rest-api/deployments/list-deployments
 */
export function listQueryOf(query: Readonly<Record<string, string>>): ListQuery {
  const { teamId: _, slug: __, ...own } = query;
  const entries = Object.entries(own);
  const meta = entries.filter(([name]) => name.startsWith(METADATA));
  const rest = Object.fromEntries(entries.filter(([name]) => !name.startsWith(METADATA)));
  const { from, to, ...asked } = check(rest, listQuery, "the query", badRequest);
  return {
    ...asked,
    // In this list, `from` is an older word for `since`.
    since: asked.since ?? from,
    until: asked.until ?? to,
    meta: new Map(meta.map(([name, value]) => [name.slice(METADATA.length), value])),
  };
}

/** The deployments of a team that are asked for, in no order. */
export function filtered(state: State, teamId: string, query: ListQuery): readonly Deployment[] {
  const { projectId, projectIds, app, target, users, rollbackCandidate, meta } = query;
  const names = new Map(state.projects.map(({ id, settings }) => [id, settings.name]));
  return state.deployments.filter(
    (one) =>
      one.teamId === teamId &&
      (projectId === undefined || one.projectId === projectId || names.get(one.projectId) === projectId) &&
      (projectIds === undefined || projectIds.split(",").includes(one.projectId)) &&
      (app === undefined || names.get(one.projectId) === app) &&
      (target === undefined || one.target === target) &&
      (users === undefined || users.split(",").includes(one.creatorId)) &&
      (rollbackCandidate === undefined || isRollbackCandidate(state, one) === (rollbackCandidate === "true")) &&
      isInState(one, query.state) &&
      [...meta].every(([name, value]) => one.meta[name] === value),
  );
}

/** What retention has taken away is told only when it is asked for. */
function isInState({ readyState, expiredAt }: Deployment, states: ListQuery["state"]): boolean {
  if (expiredAt !== null) return states?.includes("DELETED") ?? false;
  return states?.includes(readyState) ?? true;
}
