import type { z } from "zod";
import { newId } from "../ids.ts";
import { DEFAULT_NOTIFICATION_OVERRIDE } from "../notifications/settings.ts";
import { badRequest } from "../refusal.ts";
import type { State } from "../state.ts";
import type { creation, Image } from "./body.ts";
import { changed, DEFAULT_DETAILS } from "./details.ts";
import type { Service } from "./service.ts";
import { newSlug } from "./slug.ts";

/**
 * A new service, which is not remembered yet.
 *
 * @throws Refusal (400) as {@link useImage} does
 */
export function newService(state: State, given: z.output<typeof creation>): Service {
  const { ownerId, environmentId, name, rootDir, autoDeploy, image } = given;
  const { region, numInstances, autoscaling, disk: _, ...details } = given.serviceDetails;
  const createdAt = new Date().toISOString();
  const made: Service = {
    id: newId("srv"),
    ownerId,
    ...(environmentId !== undefined && { environmentId }),
    name,
    slug: newSlug(
      name,
      state.services.map(({ slug }) => slug),
    ),
    rootDir,
    autoDeploy,
    imagePath: image.imagePath,
    details: {
      ...changed(DEFAULT_DETAILS, details),
      region: region ?? DEFAULT_DETAILS.region,
      numInstances: numInstances ?? DEFAULT_DETAILS.numInstances,
      ...(autoscaling && { autoscaling }),
    },
    suspended: "not_suspended",
    notificationOverride: { ...DEFAULT_NOTIFICATION_OVERRIDE },
    createdAt,
    updatedAt: createdAt,
  };
  useImage(state, made, image);
  return made;
}

/**
 * Lets a service be of an image.
 *
 * @throws Refusal (400) when the image is of another workspace, or the workspace has no such login at a registry
 */
export function useImage(state: State, service: Service, { imagePath, ownerId, registryCredentialId }: Image): void {
  if (ownerId !== "" && ownerId !== service.ownerId) {
    throw badRequest("`image.ownerId` is not the workspace of the service");
  }
  const isOwn = state.registryCredentials.some(
    (one) => one.id === registryCredentialId && one.ownerId === service.ownerId,
  );
  if (registryCredentialId && !isOwn) {
    throw badRequest("`image.registryCredentialId` is no registry credential of this workspace");
  }
  service.imagePath = imagePath;
  if (registryCredentialId) service.registryCredentialId = registryCredentialId;
  else delete service.registryCredentialId;
}
