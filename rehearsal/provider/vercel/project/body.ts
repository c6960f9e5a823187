import type { ProjectInputs, ProjectState } from "./answer.ts";
import { deploymentTypes, protectionModes, skewProtections } from "./words.ts";

/** What a project is made with; everything else is a change afterwards. */
export function creationBody(inputs: ProjectInputs): Readonly<Record<string, unknown>> {
  return {
    name: inputs.name,
    ...textsOf(inputs),
    commandForIgnoringBuildStep: inputs.ignoreCommand,
    enableAffectedProjectsDeployments: inputs.enableAffectedProjectsDeployments ?? false,
    enablePreviewFeedback: inputs.enablePreviewFeedback ?? inputs.previewComments,
    enableProductionFeedback: inputs.enableProductionFeedback ?? false,
    previewDeploymentsDisabled: inputs.previewDeploymentsDisabled ?? false,
    oidcTokenConfig: inputs.oidcTokenConfig,
    ssoProtection: authenticationOf(inputs),
    resourceConfig: machineOf(inputs),
  };
}

/**
 * All that can be changed of a project, as Vercel's own provider sends it: what the program doesn't name is as it was
 * last seen, or else off.
 */
export function changeBody(inputs: ProjectInputs, state: Partial<ProjectState>): Readonly<Record<string, unknown>> {
  const wanted = withLeftToServer(inputs, state);
  return {
    ...textsOf(wanted),
    ...switchesOf(wanted),
    ...protectionOf(wanted),
    commandForIgnoringBuildStep: wanted.ignoreCommand ?? null,
    enablePreviewFeedback: wanted.enablePreviewFeedback ?? wanted.previewComments ?? null,
    skewProtectionMaxAge: wanted.skewProtection ? skewProtections.toApi(wanted.skewProtection) : 0,
    gitComments: wanted.gitComments ?? null,
    nodeVersion: wanted.nodeVersion,
    resourceConfig: machineOf(wanted),
  };
}

/** What the program leaves to Vercel, as Vercel had it. */
function withLeftToServer(inputs: ProjectInputs, state: Partial<ProjectState>): ProjectInputs {
  const left = {
    automaticallyExposeSystemEnvironmentVariables: state.automaticallyExposeSystemEnvironmentVariables,
    customerSuccessCodeVisibility: state.customerSuccessCodeVisibility,
    directoryListing: state.directoryListing,
    enableAffectedProjectsDeployments: state.enableAffectedProjectsDeployments,
    enablePreviewFeedback: inputs.previewComments ?? state.enablePreviewFeedback,
    enableProductionFeedback: state.enableProductionFeedback,
    functionFailover: state.functionFailover,
    gitLfs: state.gitLfs,
    previewDeploymentsDisabled: state.previewDeploymentsDisabled,
    prioritiseProductionBuilds: state.prioritiseProductionBuilds,
    protectedSourcemaps: state.protectedSourcemaps,
    vercelAuthentication: state.vercelAuthentication,
    nodeVersion: state.nodeVersion,
  };
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
  return { ...left, ...Object.fromEntries(given) } as ProjectInputs;
}

function textsOf(wanted: ProjectInputs) {
  return {
    buildCommand: wanted.buildCommand ?? null,
    devCommand: wanted.devCommand ?? null,
    framework: wanted.framework ?? null,
    installCommand: wanted.installCommand ?? null,
    outputDirectory: wanted.outputDirectory ?? null,
    previewDeploymentSuffix: wanted.previewDeploymentSuffix ?? null,
    rootDirectory: wanted.rootDirectory ?? null,
  };
}

function switchesOf(wanted: ProjectInputs) {
  return {
    autoAssignCustomDomains: wanted.autoAssignCustomDomains,
    autoExposeSystemEnvs: wanted.automaticallyExposeSystemEnvironmentVariables ?? false,
    customerSupportCodeVisibility: wanted.customerSuccessCodeVisibility ?? false,
    directoryListing: wanted.directoryListing ?? false,
    enableAffectedProjectsDeployments: wanted.enableAffectedProjectsDeployments ?? false,
    enableProductionFeedback: wanted.enableProductionFeedback ?? false,
    gitForkProtection: wanted.gitForkProtection,
    gitLFS: wanted.gitLfs ?? false,
    previewDeploymentsDisabled: wanted.previewDeploymentsDisabled ?? false,
    productionDeploymentsFastLane: wanted.prioritiseProductionBuilds ?? false,
    protectedSourcemaps: wanted.protectedSourcemaps ?? false,
    serverlessFunctionZeroConfigFailover: wanted.functionFailover ?? false,
  };
}

function protectionOf(wanted: ProjectInputs) {
  const { passwordProtection, trustedIps, oidcTokenConfig, optionsAllowlist } = wanted;
  return {
    oidcTokenConfig,
    optionsAllowlist: optionsAllowlist ?? null,
    passwordProtection: passwordProtection
      ? { ...passwordProtection, deploymentType: deploymentTypes.toApi(passwordProtection.deploymentType) }
      : null,
    ssoProtection: authenticationOf(wanted),
    trustedIps: trustedIps
      ? {
          deploymentType: deploymentTypes.toApi(trustedIps.deploymentType),
          protectionMode: protectionModes.toApi(trustedIps.protectionMode ?? "trusted_ip_required"),
          addresses: trustedIps.addresses,
        }
      : null,
    trustedSources: null,
  };
}

/** Without a word about it, everything but custom domains asks visitors to sign in at Vercel. */
function authenticationOf({ vercelAuthentication }: ProjectInputs) {
  const { deploymentType = "standard_protection_new" } = vercelAuthentication ?? {};
  return deploymentType === "none" ? null : { deploymentType: deploymentTypes.toApi(deploymentType) };
}

/** What functions and builds run on; undefined when the program says nothing about it. */
function machineOf({ resourceConfig, onDemandConcurrentBuilds, buildMachineType }: ProjectInputs) {
  const wanted = {
    fluid: resourceConfig?.fluid,
    functionDefaultMemoryType: resourceConfig?.functionDefaultCpuType,
    functionDefaultRegions: resourceConfig?.functionDefaultRegions,
    functionDefaultTimeout: resourceConfig?.functionDefaultTimeout,
    elasticConcurrencyEnabled: onDemandConcurrentBuilds,
    // Vercel doesn't take an empty one, which it may have answered.
    buildMachineType: buildMachineType || undefined,
  };
  return Object.values(wanted).some((value) => value !== undefined) ? wanted : undefined;
}
