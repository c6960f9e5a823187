import type { Answer, ProjectInputs, ProjectState } from "./answer.ts";
import { deploymentTypes, protectionModes, skewProtections } from "./words.ts";

/** What Vercel doesn't tell, or what is only looked at when the program speaks of it. */
export type Known = Partial<
  Pick<
    ProjectInputs,
    | "teamId"
    | "buildCommand"
    | "devCommand"
    | "installCommand"
    | "outputDirectory"
    | "passwordProtection"
    | "gitComments"
  >
>;

/** The state of a project. */
export function stateOf(found: Answer, known: Known): ProjectState {
  return {
    teamId: known.teamId,
    name: found.name,
    ...commandsOf(found, known),
    ...switchesOf(found),
    ...protectionOf(found, known),
    ...machineOf(found),
    framework: found.framework ?? undefined,
    rootDirectory: found.rootDirectory ?? undefined,
    previewDeploymentSuffix: found.previewDeploymentSuffix ?? undefined,
    nodeVersion: found.nodeVersion,
    skewProtection: found.skewProtectionMaxAge === 0 ? undefined : skewProtections.fromApi(found.skewProtectionMaxAge),
    gitComments: known.gitComments && (found.gitComments ?? undefined),
    // Vercel's answers are texts where the table has words, and without a team there is no id of one.
  } as ProjectState;
}

/** Nothing and an empty text say the same; the program's word for it stays. */
function commandsOf(found: Answer, known: Known) {
  const word = (text: string | null | undefined, own: string | undefined) => text ?? (own === "" ? own : undefined);
  return {
    buildCommand: word(found.buildCommand, known.buildCommand),
    devCommand: word(found.devCommand, known.devCommand),
    installCommand: word(found.installCommand, known.installCommand),
    outputDirectory: word(found.outputDirectory, known.outputDirectory),
    ignoreCommand: found.commandForIgnoringBuildStep ?? undefined,
  };
}

function switchesOf(found: Answer) {
  return {
    autoAssignCustomDomains: found.autoAssignCustomDomains,
    automaticallyExposeSystemEnvironmentVariables: found.autoExposeSystemEnvs ?? undefined,
    customerSuccessCodeVisibility: found.customerSupportCodeVisibility,
    directoryListing: found.directoryListing,
    enableAffectedProjectsDeployments: found.enableAffectedProjectsDeployments,
    enablePreviewFeedback: found.enablePreviewFeedback ?? undefined,
    previewComments: found.enablePreviewFeedback ?? undefined,
    enableProductionFeedback: found.enableProductionFeedback ?? undefined,
    functionFailover: found.serverlessFunctionZeroConfigFailover,
    gitForkProtection: found.gitForkProtection,
    gitLfs: found.gitLFS,
    previewDeploymentsDisabled: found.previewDeploymentsDisabled ?? false,
    prioritiseProductionBuilds: found.productionDeploymentsFastLane,
    protectedSourcemaps: found.protectedSourcemaps,
  };
}

/** Who may see deployments. A password is never told; without a protection by it there is none to keep. */
function protectionOf(found: Answer, known: Known) {
  const { passwordProtection, ssoProtection, trustedIps, oidcTokenConfig, optionsAllowlist } = found;
  return {
    oidcTokenConfig: { issuerMode: oidcTokenConfig?.issuerMode ?? "team" },
    optionsAllowlist: optionsAllowlist ?? undefined,
    passwordProtection: passwordProtection
      ? {
          deploymentType: deploymentTypes.fromApi(passwordProtection.deploymentType),
          password: known.passwordProtection?.password ?? "",
        }
      : undefined,
    vercelAuthentication: {
      deploymentType: ssoProtection ? deploymentTypes.fromApi(ssoProtection.deploymentType) : "none",
    },
    trustedIps: trustedIps
      ? {
          deploymentType: deploymentTypes.fromApi(trustedIps.deploymentType),
          protectionMode: protectionModes.fromApi(trustedIps.protectionMode),
          addresses: trustedIps.addresses.map(({ value, note }) => ({ value, ...(note && { note }) })),
        }
      : undefined,
  };
}

/** What functions and builds run on. A machine that is chosen by need is called elastic. */
function machineOf({ resourceConfig: found }: Answer) {
  if (!found) return {};
  return {
    onDemandConcurrentBuilds: found.elasticConcurrencyEnabled,
    buildMachineType: found.buildMachineSelection === "elastic" ? "elastic" : found.buildMachineType,
    resourceConfig: {
      fluid: found.fluid,
      functionDefaultCpuType: found.functionDefaultMemoryType ?? undefined,
      functionDefaultRegions: found.functionDefaultRegions,
      functionDefaultTimeout: found.functionDefaultTimeout ?? undefined,
    },
  };
}
