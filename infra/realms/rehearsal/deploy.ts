import type { HostedEnvironment } from "@live-listen/stacks";
import type { Progress } from "../../progress.ts";
import { type ApiDeploy, deployApi } from "../../releases/deploy/api.ts";
import { deployWeb, type WebDeploy } from "../../releases/deploy/web.ts";
import type { DeployTargets } from "../deploy-targets.ts";
import { isDeployDue, settleDueDeploy } from "./due-deploy.ts";
import type { Rehearsal } from "./open.ts";

/** The stand-ins are on this machine, and answer at once. */
export const POLL_MILLISECONDS = 100;

/** How a deploy is watched and ended. */
interface Watch {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Deploys the API of the rehearsal's release onto an environment.
 *
 * @param anew deploys also what serves already; so does a change of the service that instances haven't seen.
 * @throws Fault when it doesn't come to serve.
 */
export async function deployRehearsedApi(
  { release, paths }: Rehearsal,
  { name }: HostedEnvironment,
  { render, service, image }: DeployTargets,
  { anew }: { readonly anew: boolean },
  watch: Watch,
): Promise<ApiDeploy> {
  const place = paths.stack(name);
  const request = { service, image: `${image}:${release}`, anew: anew || (await isDeployDue(place)) };
  const deployed = await deployApi(render, request, { ...watch, pollMilliseconds: POLL_MILLISECONDS });
  await settleDueDeploy(place);
  return deployed;
}

/**
 * Deploys a bundle of the page onto an environment of the rehearsal.
 *
 * @throws Fault when it doesn't come to serve.
 */
export function deployRehearsedWeb(
  { vercel, project }: DeployTargets,
  bundle: string,
  watch: Watch,
): Promise<WebDeploy> {
  return deployWeb(vercel, { project, bundle }, { ...watch, pollMilliseconds: POLL_MILLISECONDS });
}
