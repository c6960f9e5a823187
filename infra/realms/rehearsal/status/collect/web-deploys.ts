import type { VercelClient } from "../../../../platforms/vercel/client.ts";
import { type ListedDeployment, readDeployments } from "../../../../platforms/vercel/deployments-list.ts";
import { readProject } from "../../../../platforms/vercel/project.ts";
import type { DeployOutcome, DeployStatus } from "../model.ts";
import { SHOWN_DEPLOYS } from "./api-deploys.ts";
import { webSteps } from "./web-steps.ts";

const FAILED = new Set(["ERROR", "BLOCKED"]);
const CANCELED = new Set(["CANCELED", "DELETED"]);

const WORDS: Readonly<Record<string, string>> = {
  QUEUED: "waits for its turn",
  INITIALIZING: "is about to be built",
  BUILDING: "is being built",
  ERROR: "failed",
  BLOCKED: "was refused by Vercel",
  CANCELED: "was canceled",
  DELETED: "was deleted",
};

/**
 * The newest production deployments of a project, newest first.
 *
 * @throws Fault when Vercel can't be asked, or has no such project.
 */
export async function webDeploys(client: VercelClient, projectId: string): Promise<readonly DeployStatus[]> {
  const [{ production }, deployments] = await Promise.all([
    readProject(client, projectId),
    readDeployments(client, projectId, SHOWN_DEPLOYS),
  ]);
  return deployments.map((deployment) => webDeployOf(deployment, production?.id));
}

/**
 * What became of a deployment.
 *
 * @param serving id of the one that the project's domains lead to.
 */
export function webDeployOf(deployment: ListedDeployment, serving: string | undefined): DeployStatus {
  const { uid, meta, readyState, createdAt, ready, errorMessage, aliasError } = deployment;
  const outcome = outcomeOf(deployment, serving);
  const time = (milliseconds: number) => new Date(milliseconds).toISOString();
  return {
    id: uid,
    kind: "web",
    release: meta?.version,
    commit: meta?.commit,
    outcome,
    status: readyState,
    statusInWords: inWords(deployment, outcome),
    why: errorMessage ?? aliasError?.message ?? undefined,
    steps: webSteps(deployment),
    startedAt: time(createdAt),
    finishedAt: ready === undefined ? undefined : time(ready),
  };
}

function outcomeOf(
  { uid, readyState, readySubstate, aliasError }: ListedDeployment,
  serving: string | undefined,
): DeployOutcome {
  if (uid === serving) return "serving";
  if (FAILED.has(readyState) || aliasError) return "failed";
  if (CANCELED.has(readyState)) return "canceled";
  if (readyState !== "READY") return "running";
  return readySubstate === "STAGED" ? "ready" : "replaced";
}

function inWords({ readyState, aliasError }: ListedDeployment, outcome: DeployOutcome): string {
  if (outcome === "serving") return "serves";
  if (aliasError) return "is ready, and its domains could not be led to it";
  if (outcome === "ready") return "is ready, and no domain leads to it";
  if (outcome === "replaced") return "was replaced";
  return WORDS[readyState] ?? `is ${readyState.toLowerCase()}`;
}
