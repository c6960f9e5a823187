import type { ListedDeployment } from "../../../../platforms/vercel/deployments-list.ts";
import type { DeployStep, StepState } from "../model.ts";

const ENDED_BEFORE_READY = new Set(["ERROR", "BLOCKED", "CANCELED", "DELETED"]);

/** The steps of a deployment at Vercel, with the times that Vercel tells. */
export function webSteps(deployment: ListedDeployment): readonly DeployStep[] {
  const { buildingAt, createdAt, ready, aliasAssigned } = deployment;
  const built = builtState(deployment);
  const led = ledState(deployment, built);
  return [
    {
      name: "Files",
      state: built,
      startedAt: built === "waiting" ? undefined : time(buildingAt ?? createdAt),
      finishedAt: time(ready),
    },
    {
      name: "Domains",
      state: led,
      startedAt: led === "done" || led === "running" ? time(ready) : undefined,
      finishedAt: led === "done" && typeof aliasAssigned === "number" ? time(aliasAssigned) : undefined,
    },
  ];
}

function builtState({ readyState }: ListedDeployment): StepState {
  if (readyState === "READY") return "done";
  if (readyState === "ERROR" || readyState === "BLOCKED") return "failed";
  if (ENDED_BEFORE_READY.has(readyState)) return "unknown";
  return readyState === "QUEUED" ? "waiting" : "running";
}

function ledState({ aliasAssigned, aliasError, readySubstate }: ListedDeployment, built: StepState): StepState {
  if (aliasError) return "failed";
  if (aliasAssigned) return "done";
  if (built === "failed" || built === "unknown") return "skipped";
  if (built !== "done") return "waiting";
  return readySubstate === "STAGED" ? "skipped" : "running";
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
