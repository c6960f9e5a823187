import { z } from "zod";

const path = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))(?!.*\/\/)[^\\\0]+$/, "must be a path within the deployment")
  .max(4096, "must have at most 4096 characters");
const sha = z.string().regex(/^[0-9a-f]{40}$/, "must be a SHA-1 in 40 hexadecimal digits");

/** A file that was uploaded before. */
const uploadedFile = z.strictObject({ file: path, sha, size: z.int().min(0).optional(), mode: z.int().optional() });

/** A file that is in the request itself. */
const inlinedFile = z.strictObject({ file: path, data: z.string(), encoding: z.enum(["base64", "utf-8"]).optional() });

const setting = z.string().nullish();

/** What differs from the project's settings in one deployment. */
export const projectSettings = z.strictObject({
  framework: setting,
  buildCommand: setting,
  installCommand: setting,
  outputDirectory: setting,
  rootDirectory: setting,
  devCommand: setting,
  commandForIgnoringBuildStep: setting,
  nodeVersion: z.string().optional(),
  serverlessFunctionRegion: setting,
  skipGitConnectDuringLink: z.boolean().optional(),
  sourceFilesOutsideRootDirectory: z.boolean().optional(),
});

/**
 * What a deployment is made of. Git sources and custom environments are not served.
 *
 * @see https://vercel.com/docs/rest-api/deployments/create-a-new-deployment
 */
export const deploymentBody = z.strictObject({
  name: z.string().min(1).max(100, "must have at most 100 characters"),
  /** Id or name; by default the project of the deployment's name. */
  project: z.string().optional(),
  /** The one whose files are deployed again, in place of files. */
  deploymentId: z.string().optional(),
  files: z
    .array(z.union([uploadedFile, inlinedFile], "must have a path with a SHA-1 or with data"))
    .min(1, "must have at least 1 file")
    .optional(),
  target: z.enum(["production", "preview"]).nullish(),
  meta: z.record(z.string(), z.string().max(65_536)).optional(),
  projectSettings: projectSettings.optional(),
  autoAssignCustomDomains: z.boolean().optional(),
  build: z.object({}).optional(),
  gitMetadata: z.looseObject({}).optional(),
});

export type DeploymentBody = z.output<typeof deploymentBody>;

const flag = z.enum(["0", "1"]).optional();

/** What the query may say: whether a build cache is passed by, and whether a framework may be guessed. */
export const deploymentQuery = z.strictObject({ forceNew: flag, skipAutoDetectionConfirmation: flag });
