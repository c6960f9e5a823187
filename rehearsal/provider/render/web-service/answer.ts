import { z } from "zod";
import { ipAllowList } from "../allow-list.ts";

const percentage = z.object({ enabled: z.boolean(), percentage: z.int() });

/** What Render answers about the details of a web service (`webServiceDetails`), as far as the provider reads it. */
const serviceDetails = z.object({
  runtime: z.string(),
  region: z.enum(["frankfurt", "ohio", "oregon", "singapore", "virginia"]),
  plan: z.string(),
  url: z.string(),
  healthCheckPath: z.string(),
  numInstances: z.int(),
  maxShutdownDelaySeconds: z.int().optional(),
  maintenanceMode: z.object({ enabled: z.boolean(), uri: z.string() }).optional(),
  previews: z.object({ generation: z.enum(["off", "manual", "automatic"]).optional() }).optional(),
  pullRequestPreviewsEnabled: z.enum(["yes", "no"]).optional(),
  ipAllowList: ipAllowList.optional(),
  autoscaling: z
    .object({
      enabled: z.boolean(),
      min: z.int(),
      max: z.int(),
      criteria: z.object({ cpu: percentage, memory: percentage }),
    })
    .optional(),
  disk: z.object({ id: z.string(), name: z.string(), sizeGB: z.int(), mountPath: z.string() }).optional(),
  envSpecificDetails: z.object({ dockerCommand: z.string().optional(), preDeployCommand: z.string().optional() }),
});

/** A web service as Render answers it. */
export const service = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  rootDir: z.string().default(""),
  environmentId: z.string().optional(),
  imagePath: z.string().optional(),
  registryCredential: z.object({ id: z.string() }).optional(),
  serviceDetails,
});

export type Service = z.output<typeof service>;

/** One variable of a service. */
export const envVar = z.object({ key: z.string(), value: z.string() });

export type EnvVar = z.output<typeof envVar>;

/** One file of a service that only it can read. */
export const secretFile = z.object({ name: z.string(), content: z.string() });

export type SecretFile = z.output<typeof secretFile>;

/** One domain of a service; Render adds `www.` to an apex by itself, as one that redirects. */
export const customDomain = z.object({
  id: z.string(),
  name: z.string(),
  domainType: z.string(),
  publicSuffix: z.string(),
  redirectForName: z.string().default(""),
});

export type CustomDomain = z.output<typeof customDomain>;

/** Who is told of a service's deploys. */
export const notificationOverride = z.object({
  notificationsToSend: z.enum(["default", "all", "failure", "none"]).default("default"),
  previewNotificationsEnabled: z.enum(["default", "true", "false"]).default("default"),
});

export type NotificationOverride = z.output<typeof notificationOverride>;
