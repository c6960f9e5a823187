import { z } from "zod";
import { envVarList } from "../env-vars/body.ts";
import { imageReference } from "../image.ts";
import { notServed } from "../not-served.ts";
import { secretFileList } from "../secret-files/body.ts";
import { detailsChanges, firstDetails } from "./details.ts";

const image = z.strictObject({
  imagePath: imageReference,
  // Render's own provider leaves it empty when it makes a service.
  ownerId: z.string(),
  registryCredentialId: z.string().optional(),
});

const settings = {
  name: z.string().min(1, "must not be empty"),
  rootDir: z.string(),
  autoDeploy: z.enum(["yes", "no"]),
};

const ofSources = { branch: notServed, repo: notServed, buildFilter: notServed };

/** What a service is made with. */
export const creation = z.strictObject({
  ...settings,
  type: z.literal("web_service"),
  ownerId: z.string(),
  environmentId: z.string().optional(),
  rootDir: settings.rootDir.default(""),
  autoDeploy: settings.autoDeploy.default("yes"),
  image,
  envVars: envVarList.default([]),
  // Render's own provider says "none" with null.
  secretFiles: secretFileList.nullable().default([]),
  serviceDetails: firstDetails,
  ...ofSources,
});

/** What of a service can be changed. */
export const changes = z
  .strictObject({ ...settings, image, serviceDetails: detailsChanges })
  .partial()
  .extend(ofSources);

export type Image = z.output<typeof image>;
