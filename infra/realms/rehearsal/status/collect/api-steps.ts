import type { PastDeploy } from "../../../../platforms/render/deploy-history.ts";
import type { DeployStep, StepState } from "../model.ts";
import type { SeenChanges } from "./status-changes.ts";

type Status = PastDeploy["status"];

interface Stage {
  readonly name: string;
  readonly during: Status;
  readonly failed: Status;
}

/** The steps of a deploy of an image at Render, in their order. */
const STAGES: readonly Stage[] = [
  { name: "Image", during: "build_in_progress", failed: "build_failed" },
  { name: "Pre-deploy command", during: "pre_deploy_in_progress", failed: "pre_deploy_failed" },
  { name: "Instances and health", during: "update_in_progress", failed: "update_failed" },
];
const NOT_BEGUN: readonly Status[] = ["created", "queued"];

/**
 * The steps of a deploy, by its status.
 *
 * @param runsPreDeployCommand whether its service has such a command.
 * @param seen when it was seen to change.
 */
export function apiSteps(
  deploy: Pick<PastDeploy, "status" | "createdAt" | "startedAt" | "finishedAt">,
  runsPreDeployCommand: boolean,
  seen: SeenChanges,
): readonly DeployStep[] {
  const { status } = deploy;
  const stages = STAGES.filter(
    ({ during, failed }) =>
      during !== "pre_deploy_in_progress" || runsPreDeployCommand || status === during || status === failed,
  );
  const at = stages.findIndex(({ during, failed }) => status === during || status === failed);
  const begun = stages.map(({ during }, index) => (index === 0 ? begunAt(deploy) : seen.get(during)));
  return stages.map(({ name, failed }, index): DeployStep => {
    const state = stateOf(status, index, at, failed);
    const isLast = index === stages.length - 1 || state === "failed";
    const ended = state === "done" || state === "failed";
    return {
      name,
      state,
      startedAt: state === "waiting" || state === "skipped" ? undefined : begun[index],
      finishedAt: ended ? (isLast ? deploy.finishedAt : begun[index + 1]) : undefined,
    };
  });
}

function begunAt({ status, startedAt, createdAt }: Pick<PastDeploy, "status" | "createdAt" | "startedAt">) {
  return NOT_BEGUN.includes(status) ? undefined : (startedAt ?? createdAt);
}

function stateOf(status: Status, index: number, at: number, failed: Status): StepState {
  if (status === "live" || status === "deactivated") return "done";
  if (NOT_BEGUN.includes(status)) return "waiting";
  // Of a canceled deploy Render doesn't tell how far it came.
  if (at === -1) return "unknown";
  if (index < at) return "done";
  if (index > at) return status === STAGES.find((stage) => stage.failed === status)?.failed ? "skipped" : "waiting";
  return status === failed ? "failed" : "running";
}
