import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import type { Progress } from "../../progress.ts";
import type { RenderClient } from "./client.ts";
import { type Deploy, deploySchema, hasEnded, statusInWords } from "./deploy.ts";

/** Render counts requests, and a deploy takes minutes there. */
const POLL_MILLISECONDS = 2_000;
/** A pre-deploy command may take 30 minutes at Render, and instances 15 to become healthy; then something else is amiss. */
const DEADLINE_MILLISECONDS = 60 * 60_000;

const serviceSchema = z.object({
  id: z.string(),
  ownerId: z.string(),
  imagePath: z.string(),
  registryCredential: z.object({ id: z.string() }).optional(),
});
const listSchema = z.array(z.object({ deploy: deploySchema }));

/** A service of Render that runs an image. */
export type ImageService = z.infer<typeof serviceSchema>;

/**
 * Reads a service.
 *
 * @throws Fault when there is none.
 */
export async function readImageService(client: RenderClient, id: string): Promise<ImageService> {
  const service = await client.get(`/services/${id}`, serviceSchema);
  if (service) return service;
  throw new Fault(`Render has no service ${id} that this API key reaches: bring the environment up again.`);
}

/** The newest deploys of a service, newest first. */
export async function readDeploys(client: RenderClient, service: string, limit: number): Promise<readonly Deploy[]> {
  const found = await client.get(`/services/${service}/deploys?limit=${limit}`, listSchema);
  return (found ?? []).map(({ deploy }) => deploy);
}

/**
 * Sets a service to an image and deploys exactly that: what is set alone would only come with the next deploy, and what is deployed alone would
 * be undone by it.
 *
 * @param imagePath with its tag: `ghcr.io/owner/name:tag`.
 */
export async function deployImage(client: RenderClient, service: ImageService, imagePath: string): Promise<Deploy> {
  if (service.imagePath !== imagePath) {
    const { ownerId, registryCredential } = service;
    // The image is set as a whole: without its credential it would lose that.
    const image = { ownerId, imagePath, ...(registryCredential && { registryCredentialId: registryCredential.id }) };
    await client.patch(`/services/${service.id}`, { image }, serviceSchema);
  }
  const started = await client.post(
    `/services/${service.id}/deploys`,
    { imageUrl: imagePath },
    deploySchema.optional(),
  );
  if (started) return started;
  // One that has to wait for its turn is answered without a body (202).
  const [newest] = await readDeploys(client, service.id, 1);
  if (newest?.image?.ref === imagePath) return newest;
  throw new Fault(`Render took the deploy of ${imagePath} onto ${service.id} and doesn't list it: run this again.`);
}

/**
 * Waits until a deploy has ended, however it ended.
 *
 * @param options.pollMilliseconds how often Render is asked.
 * @throws the signal's reason when it aborts: the deploy goes on at Render.
 */
export async function deployEnded(
  client: RenderClient,
  service: string,
  id: string,
  options: { readonly progress: Progress; readonly signal: AbortSignal; readonly pollMilliseconds?: number },
): Promise<Deploy> {
  const { progress, signal, pollMilliseconds = POLL_MILLISECONDS } = options;
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  for (;;) {
    const deploy = await client.get(`/services/${service}/deploys/${id}`, deploySchema);
    if (!deploy) throw new Fault(`Render has no deploy ${id} of ${service} any more: run this again.`);
    if (hasEnded(deploy)) return deploy;
    if (Date.now() > deadline) {
      throw new Fault(
        `The deploy ${id} has been under way for an hour and ${statusInWords(deploy)}: see its page in Render's dashboard.`,
      );
    }
    progress(`the deploy ${statusInWords(deploy)}`);
    await delay(pollMilliseconds, undefined, { signal });
  }
}
