import { newId } from "../ids.ts";
import { repositoryOf } from "../image.ts";
import { badRequest } from "../refusal.ts";
import type { Service } from "../services/service.ts";
import type { StandIn } from "../stand-in.ts";
import type { Deploy } from "./deploy.ts";
import { deactivate, enter } from "./status.ts";

/** What is deployed, and why. */
interface Start {
  readonly trigger: Deploy["trigger"];
  /** By default the image that the service is set to. */
  readonly image?: string | undefined;
  /** The digest that it is to have, whatever its tag stands for by now. */
  readonly sha?: string | undefined;
}

/**
 * Deploys a service: the one place where that begins. Where services are recorded alone it is over at once, and takes the place of
 * what was live.
 *
 * @throws Refusal (400) while the service is suspended
 */
export function startDeploy(
  { state, running }: Pick<StandIn, "state" | "running">,
  service: Service,
  { trigger, image = service.imagePath, sha }: Start,
): Deploy {
  if (service.suspended === "suspended") throw badRequest("the service is suspended: resume it first");
  const now = new Date().toISOString();
  const made: Deploy = {
    id: newId("dep"),
    serviceId: service.id,
    status: "created",
    trigger,
    image,
    ...(sha !== undefined && { sha }),
    createdAt: now,
    updatedAt: now,
  };
  if (!running) {
    deactivate(state, service.id);
    enter(made, "live");
  }
  state.deploys.push(made);
  running?.deploy(service, made);
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
