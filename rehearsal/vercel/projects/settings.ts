import { z } from "zod";

/** Who has to sign in, in the vendor's words. */
const deploymentType = z.enum(["all", "preview", "prod_deployment_urls_and_all_previews", "all_except_custom_domains"]);
const command = z.string().max(256, "must have at most 256 characters").nullable();
const seconds = z.int().min(0, "must be at least 0");

/** What can be set of a project, by the vendor's names (those that its own Terraform provider sends). */
export const settings = {
  name: z
    .string()
    .max(100, "must have at most 100 characters")
    .regex(/^(?!.*---)[a-z0-9._-]+$/, "may have lowercase letters, digits, `.`, `_` and `-`, and no `---`"),
  buildCommand: command,
  commandForIgnoringBuildStep: command,
  devCommand: command,
  installCommand: command,
  framework: z.string().min(1).nullable(),
  outputDirectory: z.string().max(256, "must have at most 256 characters").nullable(),
  rootDirectory: z.string().max(256, "must have at most 256 characters").nullable(),
  nodeVersion: z.enum(["24.x", "22.x", "20.x", "18.x"]),
  previewDeploymentSuffix: z.string().nullable(),
  previewDeploymentsDisabled: z.boolean().nullable(),
  autoAssignCustomDomains: z.boolean(),
  autoExposeSystemEnvs: z.boolean(),
  enablePreviewFeedback: z.boolean().nullable(),
  enableProductionFeedback: z.boolean().nullable(),
  enableAffectedProjectsDeployments: z.boolean(),
  customerSupportCodeVisibility: z.boolean(),
  directoryListing: z.boolean(),
  gitForkProtection: z.boolean(),
  gitLFS: z.boolean(),
  productionDeploymentsFastLane: z.boolean(),
  protectedSourcemaps: z.boolean(),
  serverlessFunctionZeroConfigFailover: z.boolean(),
  skewProtectionMaxAge: seconds,
  sourceFilesOutsideRootDirectory: z.boolean(),
  gitComments: z.strictObject({ onCommit: z.boolean(), onPullRequest: z.boolean() }).nullable(),
  gitProviderOptions: z.strictObject({
    createDeployments: z.enum(["enabled", "disabled"]).optional(),
    disableRepositoryDispatchEvents: z.boolean().optional(),
    gitCommitStatus: z.boolean().optional(),
    requireVerifiedCommits: z.boolean().optional(),
    consolidatedGitCommitStatus: z.strictObject({ enabled: z.boolean(), propagateFailures: z.boolean() }).optional(),
  }),
  oidcTokenConfig: z.strictObject({
    enabled: z.boolean().optional(),
    issuerMode: z.enum(["team", "global"]).optional(),
  }),
  optionsAllowlist: z
    .strictObject({
      paths: z.array(z.strictObject({ value: z.string().startsWith("/", "must begin with a slash") })).min(1),
    })
    .nullable(),
  passwordProtection: z
    .strictObject({ deploymentType, password: z.string().min(1).max(72, "must have at most 72 characters") })
    .nullable(),
  ssoProtection: z.strictObject({ deploymentType }).nullable(),
  trustedIps: z
    .strictObject({
      deploymentType: z.enum([...deploymentType.options, "production"]),
      protectionMode: z.enum(["additional", "exclusive"]),
      addresses: z.array(z.strictObject({ value: z.string(), note: z.string().nullish() })).min(1),
    })
    .nullable(),
  trustedSources: z.record(z.string(), z.unknown()).nullable(),
  resourceConfig: z.strictObject({
    fluid: z.boolean().optional(),
    functionDefaultMemoryType: z.enum(["standard_legacy", "standard", "performance"]).optional(),
    functionDefaultRegions: z.array(z.string().length(4, "must be a region such as iad1")).min(1).optional(),
    functionDefaultTimeout: seconds.min(1, "must be at least 1").max(900, "must be at most 900").optional(),
    elasticConcurrencyEnabled: z.boolean().optional(),
    buildMachineType: z.enum(["standard", "enhanced", "turbo", "elastic"]).nullish(),
  }),
};

/** What is remembered of the settings: of a password only what it protects. */
export const keptSettings = z.object({
  ...settings,
  passwordProtection: z.object({ deploymentType }).nullable(),
});

export type Settings = z.output<typeof keptSettings>;

/** What a change may bring; what is absent stays. */
export const changes = z.strictObject(settings).partial();

export type Changes = z.output<typeof changes>;
