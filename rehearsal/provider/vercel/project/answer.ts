import type { Inputs, Outputs } from "@live-listen/property-tables";
import type { project } from "@pulumi/vercel/tables";
import { z } from "zod";

/** A project as a program asks for it. */
export type ProjectInputs = Inputs<typeof project.properties>;

/** A project as it is. */
export type ProjectState = Outputs<typeof project.properties>;

const text = z.string().nullish();
const flag = z.boolean().default(false);
const deployments = { deploymentType: z.string() };

/** A project as Vercel answers it, as far as the provider reads it. */
export const answer = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number().optional(),
  buildCommand: text,
  commandForIgnoringBuildStep: text,
  devCommand: text,
  framework: text,
  installCommand: text,
  outputDirectory: text,
  previewDeploymentSuffix: text,
  rootDirectory: text,
  nodeVersion: z.string().optional(),
  autoAssignCustomDomains: flag,
  autoExposeSystemEnvs: z.boolean().nullish(),
  customerSupportCodeVisibility: flag,
  directoryListing: flag,
  enableAffectedProjectsDeployments: z.boolean(),
  enablePreviewFeedback: z.boolean().nullish(),
  enableProductionFeedback: z.boolean().nullish(),
  gitForkProtection: flag,
  gitLFS: flag,
  previewDeploymentsDisabled: z.boolean().nullish(),
  productionDeploymentsFastLane: flag,
  protectedSourcemaps: flag,
  serverlessFunctionZeroConfigFailover: flag,
  skewProtectionMaxAge: z.number().default(0),
  gitComments: z.object({ onCommit: z.boolean(), onPullRequest: z.boolean() }).nullish(),
  oidcTokenConfig: z.object({ issuerMode: z.enum(["team", "global"]).default("team") }).nullish(),
  optionsAllowlist: z.object({ paths: z.array(z.object({ value: z.string() })) }).nullish(),
  passwordProtection: z.object(deployments).nullish(),
  ssoProtection: z.object(deployments).nullish(),
  trustedIps: z
    .object({
      ...deployments,
      protectionMode: z.string(),
      addresses: z.array(z.object({ value: z.string(), note: z.string().nullish() })),
    })
    .nullish(),
  resourceConfig: z
    .object({
      fluid: z.boolean().default(false),
      functionDefaultMemoryType: z.string().nullish(),
      functionDefaultRegions: z.array(z.string()).default([]),
      functionDefaultTimeout: z.number().nullish(),
      elasticConcurrencyEnabled: z.boolean().default(false),
      buildMachineType: z.string().default(""),
      buildMachineSelection: z.string().optional(),
    })
    .nullish(),
});

export type Answer = z.output<typeof answer>;

/** Where a project is in a version of Vercel's API. */
export function pathOf(version: "v8" | "v9" | "v10", idOrName: string): string {
  return `/${version}/projects/${encodeURIComponent(idOrName)}`;
}
