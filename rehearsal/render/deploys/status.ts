import type { State } from "../state.ts";
import { type Deploy, type DeployStatus, isUnderWay } from "./deploy.ts";

/** Notes that a deploy has come to another state, and when. */
export function enter(deploy: Deploy, status: DeployStatus): void {
  const now = new Date().toISOString();
  if (!isUnderWay({ status }) && isUnderWay(deploy)) deploy.finishedAt = now;
  if (status !== "created" && status !== "queued") deploy.startedAt ??= now;
  deploy.status = status;
  deploy.updatedAt = now;
  if (status !== "live" && !isUnderWay(deploy)) delete deploy.launch;
}

/** Lets no deploy of a service be live. */
export function deactivate({ deploys }: State, serviceId: string): void {
  for (const one of deploys) {
    if (one.serviceId === serviceId && one.status === "live") enter(one, "deactivated");
  }
}
