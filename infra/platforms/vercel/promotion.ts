import { setTimeout as delay } from "node:timers/promises";
import { projectsRequestPromote } from "@vercel/sdk/funcs/projectsRequestPromote.js";
import { projectsUpdateProject } from "@vercel/sdk/funcs/projectsUpdateProject.js";
import { Fault } from "../../fault.ts";
import type { Progress } from "../../progress.ts";
import type { VercelClient } from "./client.ts";
import { readProject } from "./project.ts";

const POLL_MILLISECONDS = 1_000;
const DEADLINE_MILLISECONDS = 15 * 60_000;

/**
 * Lets a project's domains lead to a deployment, all at once, and waits until they do.
 *
 * Vercel takes a promotion for the wish that later deployments get the domains by themselves; {@link keepDomains} takes that back.
 *
 * @throws Fault when Vercel refuses, or can't do it; the domains still lead where they did.
 */
export async function promote(
  client: VercelClient,
  { projectId, deployment }: { readonly projectId: string; readonly deployment: string },
  watch: { readonly progress: Progress; readonly signal: AbortSignal; readonly pollMilliseconds?: number },
): Promise<void> {
  const { progress, signal, pollMilliseconds = POLL_MILLISECONDS } = watch;
  const asked = projectsRequestPromote(client.core, { ...client.team, projectId, deploymentId: deployment });
  await client.valueOf(`the promotion of ${deployment}`, asked, []);
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  let isSeen = false;
  for (;;) {
    const { production, lastAliasRequest: last } = await readProject(client, projectId);
    if (last?.toDeploymentId === deployment && last.jobStatus === "failed") {
      throw new Fault(`Vercel could not promote ${deployment}, and the domains lead where they did: run this again.`);
    }
    if (production?.id === deployment) return;
    isSeen ||= last?.toDeploymentId === deployment;
    if (isSeen && last && last.toDeploymentId !== deployment) {
      throw new Fault(
        `Somebody else has promoted ${last.toDeploymentId} meanwhile, and not ${deployment}: run this again.`,
      );
    }
    if (Date.now() > deadline) {
      throw new Fault(
        `Vercel has not promoted ${deployment} yet: see https://www.vercel-status.com, then run this again.`,
      );
    }
    progress("the domains are being led to the deployment");
    await delay(pollMilliseconds, undefined, { signal });
  }
}

/** Keeps later deployments from getting a project's domains by themselves: which one does is a release's to say. */
export async function keepDomains(client: VercelClient, projectId: string): Promise<void> {
  const { assignsDomains } = await readProject(client, projectId);
  if (!assignsDomains) return;
  const requestBody = { autoAssignCustomDomains: false };
  const asked = projectsUpdateProject(client.core, { ...client.team, idOrName: projectId, requestBody });
  await client.valueOf(`the settings of ${projectId}`, asked, []);
}
