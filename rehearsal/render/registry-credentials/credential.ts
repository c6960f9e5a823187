import { z } from "zod";

/** The registries that Render knows. */
export const registry = z.enum(["GITHUB", "GITLAB", "DOCKER", "GOOGLE_ARTIFACT", "AWS_ECR"]);

/** A login at a registry of images, as it is remembered. */
export const registryCredential = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  registry,
  username: z.string(),
  /** The token, as `seal.ts` encrypts it. */
  sealed: z.string(),
  updatedAt: z.string(),
});

export type RegistryCredential = z.output<typeof registryCredential>;

/** A login as it is answered: without its token. */
export function answerOf({ id, name, registry: kind, username, updatedAt }: RegistryCredential) {
  return { id, name, registry: kind, username, updatedAt };
}
