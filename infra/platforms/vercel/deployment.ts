import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { deploymentsCreateDeployment } from "@vercel/sdk/funcs/deploymentsCreateDeployment.js";
import { deploymentsGetDeployment } from "@vercel/sdk/funcs/deploymentsGetDeployment.js";
import { deploymentsUploadFile } from "@vercel/sdk/funcs/deploymentsUploadFile.js";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import type { Progress } from "../../progress.ts";
import type { VercelClient } from "./client.ts";

const POLL_MILLISECONDS = 1_000;
/** Files without a build are ready within seconds; then something is amiss at Vercel. */
const DEADLINE_MILLISECONDS = 15 * 60_000;

/** States of a deployment that are its last. */
const ENDED = ["READY", "ERROR", "CANCELED", "DELETED"];

const deploymentSchema = z.object({
  id: z.string(),
  url: z.string(),
  readyState: z.string(),
  errorMessage: z.string().nullish(),
});

/** A deployment, as Vercel's REST API tells of it. */
export type Deployment = z.infer<typeof deploymentSchema>;

/** What is deployed: files as they are, without a build. */
export interface DeploymentRequest {
  readonly projectId: string;
  /** Of the project. */
  readonly name: string;
  /** By paths without a leading slash. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** By which the deployment is known again. */
  readonly meta: Readonly<Record<string, string>>;
}

/**
 * Makes a production deployment of files and waits until it is ready. The project's domains lead to it only once it is promoted, unless the
 * project assigns them by itself.
 *
 * @throws Fault when Vercel refuses, or the deployment ends in another state; the domains still lead where they did.
 */
export async function deployFiles(
  client: VercelClient,
  { projectId, name, files, meta }: DeploymentRequest,
  {
    progress,
    signal,
    pollMilliseconds = POLL_MILLISECONDS,
  }: { progress: Progress; signal: AbortSignal; pollMilliseconds?: number },
): Promise<Deployment> {
  const named = [...files].map(([file, content]) => ({
    file,
    content,
    sha: createHash("sha1").update(content).digest("hex"),
    size: content.byteLength,
  }));
  for (const [index, { content, sha, size }] of named.entries()) {
    signal.throwIfAborted();
    progress(`uploading file ${index + 1} of ${named.length}`);
    const upload = { ...client.team, contentLength: size, xVercelDigest: sha, requestBody: content };
    await client.valueOf("the upload of a file", deploymentsUploadFile(client.core, upload), []);
  }
  const what = `a deployment of ${name}`;
  const made = await client.valueOf(
    what,
    deploymentsCreateDeployment(client.core, {
      ...client.team,
      forceNew: "1",
      skipAutoDetectionConfirmation: "1",
      requestBody: {
        name,
        project: projectId,
        target: "production",
        meta,
        files: named.map(({ file, sha, size }) => ({ file, sha, size })),
        projectSettings: { framework: null, buildCommand: null, installCommand: null, outputDirectory: null },
      },
    }),
    [],
  );
  let deployment = parse(client, what, made);
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  while (!ENDED.includes(deployment.readyState)) {
    if (Date.now() > deadline) {
      throw new Fault(
        `The deployment ${deployment.id} of ${name} is still ${deployment.readyState}, and its domains lead where they did: see https://www.vercel-status.com, then run this again.`,
      );
    }
    progress(`the deployment is ${deployment.readyState.toLowerCase()}`);
    await delay(pollMilliseconds, undefined, { signal });
    const asked = deploymentsGetDeployment(client.core, { ...client.team, idOrUrl: deployment.id });
    deployment = parse(client, what, await client.valueOf(what, asked, []));
  }
  if (deployment.readyState === "READY") return deployment;
  const why = deployment.errorMessage ? ` (${deployment.errorMessage})` : "";
  throw new Fault(
    `The deployment ${deployment.id} of ${name} ended as ${deployment.readyState}${why}, and its domains lead where they did: run this again.`,
  );
}

function parse(client: VercelClient, what: string, answer: unknown): Deployment {
  const parsed = deploymentSchema.safeParse(answer);
  return parsed.success ? parsed.data : client.mismatch(what, parsed.error);
}
