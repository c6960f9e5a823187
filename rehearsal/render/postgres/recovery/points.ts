import type { Host } from "../host.ts";
import type { Instance } from "../instance.ts";
import { keepsPast } from "../plan.ts";
import { baseBackupsOf } from "./base-backup.ts";
import { type Window, windowOf } from "./window.ts";

/** What an instance can be recovered to. */
export type RecoveryPoints =
  | { readonly status: "NOT_AVAILABLE" | "BACKUP_NOT_READY" }
  | { readonly status: "AVAILABLE"; readonly window: Window };

/** The times that an instance may be recovered to, by the plan of its workspace alone. */
export function allowedWindow(
  { workspaces, pace }: Pick<Host, "workspaces" | "pace">,
  { ownerId }: Pick<Instance, "ownerId">,
): Window {
  const { plan = "professional" } = workspaces.find((workspace) => workspace.ownerId === ownerId) ?? {};
  return windowOf(plan, (seconds) => pace.milliseconds(seconds));
}

/** What an instance can be recovered to now, by its plan and by what was backed up. */
export async function recoveryPointsOf(host: Host, one: Instance): Promise<RecoveryPoints> {
  if (!keepsPast(one)) return { status: "NOT_AVAILABLE" };
  const [oldest] = await baseBackupsOf(host.servers.placesOf(one.id));
  if (!oldest) return { status: "BACKUP_NOT_READY" };
  const { from, to } = allowedWindow(host, one);
  const since = new Date(oldest.wholeAt);
  return { status: "AVAILABLE", window: { from: since > from ? since : from, to } };
}
