import { formatImage } from "./image.ts";
import type { WebServiceInputs, WebServiceState } from "./state.ts";

/** Everybody may connect: what Render does when it is told nothing. */
const EVERYWHERE = [{ cidrBlock: "0.0.0.0/0", description: "everywhere" }];

/** What creates a service: its environment, domains and overrides follow in requests of their own. */
export function createBody(inputs: WebServiceInputs, ownerId: string): Readonly<Record<string, unknown>> {
  const secretFiles = secretFilesBody(inputs);
  return {
    type: "web_service",
    name: inputs.name,
    ownerId,
    rootDir: inputs.rootDirectory,
    image: { ...imageBody(inputs), ownerId },
    envVars: envVarsBody(inputs),
    ...(secretFiles.length > 0 && { secretFiles }),
    serviceDetails: {
      ...detailsBody(inputs),
      envSpecificDetails: { dockerCommand: inputs.startCommand },
      preDeployCommand: inputs.preDeployCommand,
      region: inputs.region,
      numInstances: inputs.numInstances ?? 1,
      autoscaling: inputs.autoscaling,
      ipAllowList: inputs.ipAllowLists,
    },
  };
}

/** What changes a service. What Render isn't told it leaves alone, so that what the program has taken back is sent empty. */
export function updateBody(
  inputs: WebServiceInputs,
  state: Partial<WebServiceState>,
  ownerId: string,
): Readonly<Record<string, unknown>> {
  return {
    name: inputs.name,
    rootDir: inputs.rootDirectory,
    image: { ...imageBody(inputs), ownerId },
    serviceDetails: {
      ...detailsBody(inputs),
      envSpecificDetails: { dockerCommand: inputs.startCommand ?? "" },
      preDeployCommand: inputs.preDeployCommand ?? "",
      ipAllowList: inputs.ipAllowLists ?? (state.ipAllowLists && EVERYWHERE),
    },
  };
}

/** The whole list of variables: whatever is not in it is removed. A generated one is generated anew, each time. */
export function envVarsBody({ envVars = {} }: WebServiceInputs): readonly object[] {
  return Object.entries(envVars).map(([key, { value, generateValue }]) =>
    value === undefined && generateValue ? { key, generateValue: true } : { key, value },
  );
}

/** The whole list of secret files: whatever is not in it is removed. */
export function secretFilesBody({ secretFiles = {} }: WebServiceInputs): readonly object[] {
  return Object.entries(secretFiles).map(([name, { content }]) => ({ name, content }));
}

function detailsBody(inputs: WebServiceInputs) {
  return {
    runtime: "image",
    plan: inputs.plan,
    healthCheckPath: inputs.healthCheckPath,
    maintenanceMode: inputs.maintenanceMode,
    maxShutdownDelaySeconds: inputs.maxShutdownDelaySeconds,
    previews: inputs.previews ?? {},
    pullRequestPreviewsEnabled: inputs.pullRequestPreviewsEnabled ? "yes" : "no",
  };
}

function imageBody({ runtimeSource: { image } }: WebServiceInputs) {
  return { imagePath: image && formatImage(image), registryCredentialId: image?.registryCredentialId };
}
