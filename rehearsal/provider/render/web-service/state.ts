import type { Inputs, Outputs } from "@live-listen/property-tables";
import type { webService } from "@pulumi/render/tables";
import type { LogStreamOverride } from "../log-stream.ts";
import type { CustomDomain, EnvVar, SecretFile, Service } from "./answer.ts";
import { parseImage } from "./image.ts";
import type { ServiceParts } from "./parts.ts";

/** A web service as a program asks for it. */
export type WebServiceInputs = Inputs<typeof webService.properties>;

/** A web service as it is. */
export type WebServiceState = Outputs<typeof webService.properties>;

/** What Render doesn't tell, and what is only looked at when the program speaks of it. */
export interface Known {
  readonly envVars?: Readonly<Record<string, { readonly generateValue?: boolean | undefined }>> | undefined;
  readonly ipAllowLists?: unknown;
  readonly logStreamOverride?: LogStreamOverride | undefined;
}

/** The state of a service from what is asked of Render about it. */
export function stateOf(service: Service, parts: ServiceParts, known: Known): WebServiceState {
  const { customDomains, notificationOverride, logStreamOverride } = parts;
  const own = customDomains.filter(({ redirectForName }) => redirectForName === "");
  return {
    ...withoutParts(service, known),
    envVars: envVarsOf(parts.envVars, known),
    secretFiles: secretFilesOf(parts.secretFiles),
    customDomains: own.length > 0 ? own : undefined,
    activeCustomDomains: customDomains.length > 0 ? customDomains : undefined,
    notificationOverride,
    logStreamOverride,
    // What the server fills in is typed as always there, and of domains or an override there may be none.
  } as WebServiceState;
}

/** The state of a service as far as it tells of itself. */
export function withoutParts(service: Service, known: Known) {
  const { serviceDetails: details } = service;
  const { dockerCommand, preDeployCommand } = details.envSpecificDetails;
  return {
    name: service.name,
    slug: service.slug,
    url: details.url,
    plan: details.plan,
    region: details.region,
    environmentId: service.environmentId,
    rootDirectory: service.rootDir,
    runtimeSource: {
      image: { ...parseImage(service.imagePath ?? ""), registryCredentialId: service.registryCredential?.id },
    },
    startCommand: dockerCommand || undefined,
    preDeployCommand: preDeployCommand || undefined,
    healthCheckPath: details.healthCheckPath,
    numInstances: details.numInstances,
    maxShutdownDelaySeconds: details.maxShutdownDelaySeconds,
    maintenanceMode: details.maintenanceMode,
    previews: details.previews,
    pullRequestPreviewsEnabled: details.pullRequestPreviewsEnabled === "yes",
    autoscaling: details.autoscaling,
    ipAllowLists: known.ipAllowLists === undefined ? undefined : details.ipAllowList,
  };
}

function envVarsOf(envVars: readonly EnvVar[], known: Known) {
  if (envVars.length === 0) return undefined;
  return Object.fromEntries(
    envVars.map(({ key, value }) => [key, { value, generateValue: known.envVars?.[key]?.generateValue ?? false }]),
  );
}

function secretFilesOf(files: readonly SecretFile[]) {
  if (files.length === 0) return undefined;
  return Object.fromEntries(files.map(({ name, content }) => [name, { content }]));
}

/** The names among domains that a program has asked for. */
export function domainNames(domains: readonly Pick<CustomDomain, "name">[] | undefined): readonly string[] {
  return (domains ?? []).map(({ name }) => name);
}
