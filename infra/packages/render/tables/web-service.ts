import { defineTable, mapOf, object, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";
import { ipAllowLists, logStreamOverride, name, region } from "./common.ts";
import { runtimeSource } from "./web-service-source.ts";

/** What makes Render add instances: one of these in use by more than so many per cent. */
const threshold = optional(
  object({ enabled: { schema: z.boolean() }, percentage: { schema: z.int().min(1).max(100) } }),
);

/** A domain that people reach the service under. */
const customDomain = {
  /** Given by Render. */
  id: { schema: z.string(), computed: "always" },
  /** `apex` or `subdomain`. */
  domainType: { schema: z.string(), computed: "always" },
  /** Under which the name was registered, such as `app`. */
  publicSuffix: { schema: z.string(), computed: "always" },
  /** Of a domain that Render added beside another, which it leads to. */
  redirectForName: { schema: z.string(), computed: "always" },
} as const;

/** A service of Render that answers HTTP and WebSockets under its own name and custom domains. */
export const webService = defineTable({
  type: "render:index/webService:WebService",
  properties: {
    /** Unique among the workspace's web services, since the provider finds a new one by it. May be changed in place. */
    name,
    /** Instance type, such as `starter`: memory and processors, and what they cost. May be changed in place. */
    plan: { schema: z.string() },
    /** Where it runs. A change replaces the service. */
    region,
    /** What it runs. May be changed in place, with the next deploy. */
    runtimeSource,
    /** What is run before each deploy, in an instance of its own, with the service's variables; a failure ends the deploy. */
    preDeployCommand: { schema: z.string().optional() },
    /** What is run in the image instead of its own command. */
    startCommand: { schema: z.string().optional() },
    /** Path that answers with 2xx or 3xx once an instance is ready; without one, an open port is enough. */
    healthCheckPath: { schema: z.string().default("") },
    /** How long an instance has to end after SIGTERM, in seconds; 30 at Render when left out. */
    maxShutdownDelaySeconds: {
      schema: z.int().min(1, "must be at least 1").max(300, "must be at most 300").optional(),
      computed: "when omitted",
    },
    /** How many instances run, when autoscaling doesn't decide; 1 when left out. */
    numInstances: {
      schema: z.int().min(1, "must be at least 1").max(100, "must be at most 100").optional(),
      computed: "when omitted",
    },
    /** How many instances run, by how busy they are. */
    autoscaling: optional(
      object({
        enabled: { schema: z.boolean() },
        min: { schema: z.int() },
        max: { schema: z.int() },
        criteria: object({
          cpu: { ...threshold, computed: "when omitted" },
          memory: { ...threshold, computed: "when omitted" },
        }),
      }),
    ),
    /** Variables by name. The list is whole: what isn't in it is removed. They reach instances with the next deploy. */
    envVars: optional(
      mapOf({
        value: { schema: z.string().optional(), computed: "when omitted", secret: true },
        /** Has Render make a value, and another one at every update: give a value instead. */
        generateValue: { schema: z.boolean().default(false) },
      }),
    ),
    /** Files by name, at `/etc/secrets`. */
    secretFiles: optional(mapOf({ content: { schema: z.string(), secret: true } })),
    /** Domains beside Render's own name. Render verifies each by DNS and keeps its certificate. */
    customDomains: optional(setOf({ ...customDomain, name: { schema: z.string().min(1, "must not be empty") } })),
    /** Custom domains and those that Render has added beside them, such as `www`. */
    activeCustomDomains: {
      ...setOf({ ...customDomain, name: { schema: z.string(), computed: "always" } }),
      computed: "always",
    },
    /** A page elsewhere that is shown instead of the service. */
    maintenanceMode: {
      ...object({
        enabled: { schema: z.boolean().default(false) },
        uri: { schema: z.string().default("") },
      }),
      schema: z
        .strictObject({ enabled: z.boolean().default(false), uri: z.string().default("") })
        .default({ enabled: false, uri: "" }),
    },
    /** Services that Render makes for pull requests; off when left out. */
    previews: {
      ...optional(
        object({
          generation: { schema: z.enum(["off", "manual", "automatic"]).optional(), computed: "when omitted" },
        }),
      ),
      computed: "when omitted",
    },
    /** Former way to say `previews`. */
    pullRequestPreviewsEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** Of what is sent about deploys, instead of the workspace's settings. */
    notificationOverride: {
      ...optional(
        object({
          notificationsToSend: {
            schema: z.enum(["default", "all", "failure", "none"]).optional(),
            computed: "when omitted",
          },
          previewNotificationsEnabled: {
            schema: z.enum(["default", "true", "false"]).optional(),
            computed: "when omitted",
          },
        }),
      ),
      computed: "when omitted",
    },
    /** Where its log goes, if elsewhere than the workspace's. */
    logStreamOverride: { ...optional(logStreamOverride), computed: "when omitted" },
    /** Id of the project environment it belongs to. May be changed in place. */
    environmentId: { schema: z.string().optional() },
    /** Addresses that may connect; all of them when left out. */
    ipAllowLists: optional(ipAllowLists),
    /** Folder of the repository that counts, of a service that is built at Render. */
    rootDirectory: { schema: z.string().optional(), computed: "when omitted" },
    /** A disk that outlives instances; a service with one has a single instance and is down while it deploys. */
    disk: {
      ...optional(
        object({
          id: { schema: z.string(), computed: "always" },
          mountPath: { schema: z.string() },
          name: { schema: z.string() },
          sizeGb: { schema: z.int().min(1).max(1000) },
        }),
      ),
      unsupported: "is not served here: what has to last is in the database",
    },
    /** Render's own name for it, from which `url` is made. */
    slug: { schema: z.string(), computed: "always" },
    /** Where Render serves it under its own name: `https://<slug>.onrender.com`. */
    url: { schema: z.string(), computed: "always" },
  },
  rules: [
    {
      property: "runtimeSource",
      reads: ["runtimeSource"],
      broken: ({ runtimeSource: { image } }) =>
        image === undefined ? "must have exactly one of image, docker and nativeRuntime" : undefined,
    },
    {
      property: "runtimeSource",
      reads: ["runtimeSource"],
      broken: ({ runtimeSource: { image } }) =>
        image?.tag !== undefined && image.digest !== undefined
          ? "must not have both image.tag and image.digest"
          : undefined,
    },
    {
      property: "envVars",
      reads: ["envVars"],
      broken: ({ envVars = {} }) => {
        const one = Object.entries(envVars).find(
          ([, { value, generateValue }]) => (value === undefined) !== generateValue,
        );
        return one && `must give ${one[0]} either a value or generateValue`;
      },
    },
    {
      property: "pullRequestPreviewsEnabled",
      reads: ["pullRequestPreviewsEnabled", "previews"],
      broken: ({ pullRequestPreviewsEnabled, previews }) =>
        pullRequestPreviewsEnabled !== undefined && previews?.generation !== undefined
          ? "must not be given beside previews.generation"
          : undefined,
    },
  ],
});
