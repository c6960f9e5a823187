import type { Context } from "hono";
import type { Background } from "./background.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Logs } from "./logs/logs.ts";
import type { Machine } from "./postgres/bring-up.ts";
import { badRequest, notFound } from "./refusal.ts";
import type { RunningServices } from "./running/running-services.ts";
import type { Workspace } from "./workspace.ts";

/** What every handler works with. Nothing is answered before the state is saved. */
export interface StandIn extends Machine {
  /** Whether the DNS of a name leads to Render. */
  readonly leadsHere: (name: string) => Promise<boolean>;
  readonly background: Background;
  readonly logs: Logs;
  /** What runs of the services, and of their jobs; undefined where they are recorded alone. */
  readonly running?: RunningServices | undefined;
  readonly jobs?: Jobs | undefined;
}

/** What a request carries once its key has been looked at. */
export interface Authenticated {
  Variables: { workspaces: readonly Workspace[] };
}

/** Whether something is in a workspace of the request's key. */
export function isOwn(c: Context<Authenticated>, { ownerId }: { readonly ownerId: string }): boolean {
  return c.get("workspaces").some((workspace) => workspace.ownerId === ownerId);
}

/**
 * Finds something by its id.
 *
 * @throws Refusal (404) when there is none in the workspaces of the request's key
 */
export function find<Item extends { readonly id: string; readonly ownerId: string }>(
  c: Context<Authenticated>,
  items: readonly Item[],
  id: string,
): Item {
  const found = items.find((item) => item.id === id && isOwn(c, item));
  if (found) return found;
  throw notFound(id);
}

/**
 * Makes sure that a body's `ownerId` is a workspace of the request's key.
 *
 * @throws Refusal (400) when it is not
 */
export function assertOwner(c: Context<Authenticated>, ownerId: string): void {
  if (!isOwn(c, { ownerId })) throw badRequest("`ownerId` is no workspace of this API key");
}
