import { INDEX_FILE, RELEASE_FILE, readBundle, releaseManifestSchema, stampIndexHtml } from "@live-listen/web/server";
import { parseWebVariables, VARIABLE_NAMES, type WebVariables } from "@live-listen/web/variables";
import { Fault } from "../../fault.ts";
import type { VercelClient } from "../../platforms/vercel/client.ts";
import { deployFiles } from "../../platforms/vercel/deployment.ts";
import { readEnvironmentVariable } from "../../platforms/vercel/environment-variable.ts";
import { readProject } from "../../platforms/vercel/project.ts";
import { keepDomains, promote } from "../../platforms/vercel/promotion.ts";
import type { Progress } from "../../progress.ts";
import { vercelJson } from "./vercel-json.ts";

/** What is deployed onto which project. */
export interface WebDeployRequest {
  /** Id of the project at Vercel. */
  readonly project: string;
  /** Folder of the bundle, as it was built: its page waits to be stamped. */
  readonly bundle: string;
}

/** What a deploy of the page came to. */
export interface WebDeploy {
  /** Id of the deployment that serves. */
  readonly deployment: string;
  /** Whether it was served before, so that there was nothing to do. */
  readonly served: boolean;
}

/**
 * Deploys a bundle onto the page's project, stamped with the project's own variables, lets the domains lead to it, and waits until they do. The
 * deployment carries the release as metadata.
 *
 * @throws Fault when there is no bundle, the project's variables aren't those of the page, or Vercel refuses; what served before still does.
 */
export async function deployWeb(
  client: VercelClient,
  { project: id, bundle }: WebDeployRequest,
  watch: { readonly progress: Progress; readonly signal: AbortSignal; readonly pollMilliseconds?: number },
): Promise<WebDeploy> {
  const files = new Map<string, Uint8Array>(await readBundle(bundle));
  const text = (name: string) => Buffer.from(files.get(name) ?? "").toString("utf8");
  const release = releaseManifestSchema.parse(JSON.parse(text(RELEASE_FILE)));
  const { name, production } = await readProject(client, id);
  const variables = await readWebVariables(client, id);
  const meta = { version: release.version, commit: release.commit, bundleHash: release.bundleHash, ...variables };
  const same = Object.entries(meta).every(([key, value]) => production?.meta[key] === value);
  // What an interrupted deploy has left to be done, or somebody has changed by hand.
  await keepDomains(client, id);
  if (production && same) return { deployment: production.id, served: true };
  files.set(INDEX_FILE, Buffer.from(stampIndexHtml(text(INDEX_FILE), variables)));
  files.set("vercel.json", Buffer.from(JSON.stringify(vercelJson(variables), null, 2)));
  const { id: deployment } = await deployFiles(client, { projectId: id, name, files, meta }, watch);
  await promote(client, { projectId: id, deployment }, watch);
  await keepDomains(client, id);
  return { deployment, served: false };
}

/** What is stamped is what the project says, so that an environment's page can't be given another's addresses. */
async function readWebVariables(client: VercelClient, project: string): Promise<WebVariables> {
  const read = VARIABLE_NAMES.map(
    async (name) => [name, await readEnvironmentVariable(client, project, name)] as const,
  );
  const parsed = parseWebVariables(Object.fromEntries(await Promise.all(read)));
  if (parsed.ok) return parsed.variables;
  throw new Fault(
    `The project ${project} has variables that the page can't run with (${parsed.faults.join("; ")}): bring the environment up again.`,
  );
}
