import type { ApiDeploy } from "../releases/deploy/api.ts";
import type { WebDeploy } from "../releases/deploy/web.ts";

/** Says what a deploy of the API came to. */
export function apiDeployInWords({ deploy, served }: ApiDeploy): string {
  return served ? `${deploy.id} serves` : `deployed as ${deploy.id}`;
}

/** Says what a deploy of the page came to. */
export function webDeployInWords({ deployment, served }: WebDeploy): string {
  return served ? `${deployment} serves` : `deployed as ${deployment}`;
}
