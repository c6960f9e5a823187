import { defineTable, mapOf, notEmpty, object, optional } from "@live-listen/property-tables";
import { z } from "zod";
import { environmentId, ipAllowLists, logStreamOverride, name, region } from "./common.ts";
import { activeCustomDomains, customDomains } from "./web-service-domains.ts";
import { maintenanceMode, notificationOverride } from "./web-service-messages.ts";
import { autoscaling } from "./web-service-scaling.ts";
import { runtimeSource } from "./web-service-source.ts";

/**
 * A service of Render that answers HTTP and WebSockets under its own name and custom domains. All may be changed in
 * place but `region`, whose change replaces the service. What instances run or see reaches them with the next deploy.
 */
export const webService = defineTable({
  type: "render:index/webService:WebService",
  properties: {
    /** Unique among the workspace's web services, since the provider finds a new one by it. Made from the resource's when left out. */
    name,
    /** Instance type, such as `starter`: memory and processors, and what they cost. */
    plan: { schema: z.string() },
    /** Where it runs. A change replaces the service. */
    region,
    /** What it runs. */
    runtimeSource,
    /** What is run before each deploy, in an instance of its own, with the service's variables; a failure ends the deploy. Nothing when left out. */
    preDeployCommand: { schema: z.string().optional() },
    /** What is run in the image instead of its own command. */
    startCommand: { schema: z.string().optional() },
    /** Path that answers with 2xx or 3xx once an instance is ready; with none, as by default, an open port is enough. */
    healthCheckPath: { schema: z.string().default("") },
    /** How long an instance has to end after SIGTERM, in seconds, from 1 to 300; 30 at Render when left out. */
    maxShutdownDelaySeconds: {
      schema: z.int().min(1, "must be at least 1").max(300, "must be at most 300").optional(),
      computed: "when omitted",
    },
    /** How many instances run when autoscaling doesn't decide, from 1 to 100. Left out: 1 at first, later as many as there are. */
    numInstances: {
      schema: z.int().min(1, "must be at least 1").max(100, "must be at most 100").optional(),
      computed: "when omitted",
    },
    /** How many instances run, by how busy they are; `numInstances` when left out. */
    autoscaling,
    /** Variables by name, at least one. The list is whole: what isn't in it is removed. */
    envVars: optional(
      notEmpty(
        mapOf({
          /** A text, also of a number or a flag. */
          value: { schema: z.string().optional(), computed: "when omitted", secret: true },
          /** Has Render make a value, and another one at every update: give a value instead. Off by default. */
          generateValue: { schema: z.boolean().default(false) },
        }),
      ),
    ),
    /** Files by name, at least one, which instances find in `/etc/secrets`. */
    secretFiles: optional(
      notEmpty(
        mapOf({
          /** A text. */
          content: { schema: z.string(), secret: true },
        }),
      ),
    ),
    /** Domains beside Render's own name, at least one; none when left out. Render verifies each by DNS and keeps its certificate. */
    customDomains,
    /** Custom domains and those that Render has added beside them, such as `www`. */
    activeCustomDomains,
    /** A page that is shown instead of the service; not by default. */
    maintenanceMode,
    /** Services that Render makes for pull requests. */
    previews: {
      ...optional(
        object({
          /** For all of them, for those that a person chooses, or for none, as when left out. */
          generation: { schema: z.enum(["off", "manual", "automatic"]).optional(), computed: "when omitted" },
        }),
      ),
      computed: "when omitted",
    },
    /** Former way to say `previews`, which Render asks for instead. */
    pullRequestPreviewsEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** Of what is sent about deploys, instead of the workspace's settings; these when left out. */
    notificationOverride,
    /** Where its log goes, if elsewhere than the workspace's. */
    logStreamOverride: { ...optional(logStreamOverride), computed: "when omitted" },
    /** Id of the project environment it belongs to; of none when left out. */
    environmentId,
    /** Addresses that may connect: none when empty, all when left out. Some of Render's offers don't have it. */
    ipAllowLists: optional(ipAllowLists),
    /** Folder of the repository that counts, of a service that is built at Render; the whole when left out. */
    rootDirectory: { schema: z.string().optional(), computed: "when omitted" },
    /** A disk that outlives instances; a service with one has a single instance and is down while it deploys. */
    disk: {
      ...optional(
        object({
          /** Given by Render. */
          id: { schema: z.string(), computed: "always" },
          /** Folder at which instances find it. */
          mountPath: { schema: z.string() },
          /** Of the disk, for people. */
          name: { schema: z.string() },
          /** In GB, from 1 to 1000. It grows in place and never shrinks. */
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
