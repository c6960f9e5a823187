import { newId } from "../ids.ts";
import { repositoryOf } from "../image.ts";
import { badRequest } from "../refusal.ts";
import type { Service } from "../services/service.ts";
import type { State } from "../state.ts";
import type { Deploy } from "./deploy.ts";

/**
 * Deploys a service: the one place where that happens. Nothing is run, so it is over at once, and takes the place of what
 * was live.
 *
 * @param image what is deployed; by default the image that the service is set to
 */
export function startDeploy(
  state: State,
  service: Service,
  trigger: Deploy["trigger"],
  image: string = service.imagePath,
): Deploy {
  const now = new Date().toISOString();
  for (const one of state.deploys) {
    if (one.serviceId !== service.id || one.status !== "live") continue;
    one.status = "deactivated";
    one.updatedAt = now;
  }
  const made: Deploy = {
    id: newId("dep"),
    serviceId: service.id,
    status: "live",
    trigger,
    image,
    createdAt: now,
    startedAt: now,
    finishedAt: now,
    updatedAt: now,
  };
  state.deploys.push(made);
  return made;
}

/**
 * Makes sure that an image can be deployed onto a service: another tag or digest of the service's own.
 *
 * @throws Refusal (400) when it is another image
 * @see https://api-docs.render.com/reference/create-deploy
 */
export function assertSameRepository({ imagePath }: Service, imageUrl: string): void {
  const own = repositoryOf(imagePath);
  if (repositoryOf(imageUrl) !== own) throw badRequest(`\`imageUrl\` must be a tag or a digest of ${own}`);
}
