import { defineTable, object, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";
import { flag, integerWithin, note, teamId, text } from "./common.ts";
import { gitComments, gitProviderOptions, gitRepository } from "./project-git.ts";
import {
  optionsAllowlist,
  passwordProtection,
  trustedIps,
  trustedSources,
  vercelAuthentication,
} from "./project-protection.ts";

/** As long as the longest name that Vercel's own provider accepts. */
const NAME_LENGTH = 52;

/** A project of Vercel: what deployments belong to, with their settings. All but the team may be changed in place. */
export const project = defineTable({
  type: "vercel:index/project:Project",
  properties: {
    teamId,
    /** Unique in the team, in lowercase. */
    name: {
      schema: z
        .string()
        .min(1, "must not be empty")
        .max(NAME_LENGTH, `must have at most ${NAME_LENGTH} characters`)
        .regex(/^[a-z0-9._-]*$/, "may hold lowercase letters, digits, dots, underscores and hyphens")
        .refine((name) => !name.includes("---"), "must not hold three hyphens in a row"),
      autoNamed: { maxLength: NAME_LENGTH },
    },
    /** Whether a new production deployment gets the domains at once; otherwise when it is promoted. */
    autoAssignCustomDomains: { schema: z.boolean().default(true) },
    /** What Vercel builds with. The vendor's provider looks it up on the network at every check, previews included. */
    framework: text,
    /** Commands and folders of builds at Vercel; by the framework when left out. */
    buildCommand: text,
    devCommand: text,
    installCommand: text,
    /** A command whose success leaves a deployment out. */
    ignoreCommand: text,
    outputDirectory: text,
    rootDirectory: text,
    nodeVersion: { schema: z.enum(["18.x", "20.x", "22.x", "24.x"]).optional(), computed: "when omitted" },
    buildMachineType: {
      schema: z.enum(["standard", "enhanced", "turbo", "elastic"]).optional(),
      computed: "when omitted",
    },
    onDemandConcurrentBuilds: flag,
    /** Whether production's builds go before others in the queue. */
    prioritiseProductionBuilds: flag,
    /** Whether `VERCEL_…` variables are there for builds and functions. */
    automaticallyExposeSystemEnvironmentVariables: flag,
    /** Whether Vercel's support may look at sources. */
    customerSuccessCodeVisibility: flag,
    /** Whether a folder without an index is listed. */
    directoryListing: flag,
    /** Whether only projects that a change affects are deployed. */
    enableAffectedProjectsDeployments: flag,
    /** Whether visitors of previews and of production may leave comments. */
    enablePreviewFeedback: flag,
    enableProductionFeedback: flag,
    /** Former name of `enablePreviewFeedback`. */
    previewComments: flag,
    /** Appended to the host names of previews. */
    previewDeploymentSuffix: text,
    /** Whether branches get no deployments. */
    previewDeploymentsDisabled: flag,
    /** Whether functions move to another region when theirs fails. */
    functionFailover: flag,
    /** Whether source maps ask for a sign-in. */
    protectedSourcemaps: flag,
    /** Whether anybody may look at sources and logs. Vercel has withdrawn it. */
    publicSource: { schema: z.boolean().optional(), unsupported: "is not served here: Vercel has withdrawn it" },
    /** Where functions run. Vercel asks for `resourceConfig` instead. */
    serverlessFunctionRegion: {
      schema: z.string().optional(),
      computed: "when omitted",
      unsupported: "is not served here: use resourceConfig.functionDefaultRegions",
    },
    /** How long a page that is open goes on with the deployment that it came from. */
    skewProtection: { schema: z.enum(["30 minutes", "4 hours", "12 hours", "1 day", "7 days"]).optional() },
    /** Whether pushes of forks wait for somebody's word. */
    gitForkProtection: { schema: z.boolean().default(true) },
    gitLfs: flag,
    gitComments,
    gitProviderOptions,
    gitRepository,
    /** Who issues the tokens that deployments prove themselves with. */
    oidcTokenConfig: {
      ...object({ issuerMode: { schema: z.enum(["team", "global"]).default("team") } }),
      schema: z
        .strictObject({ issuerMode: z.enum(["team", "global"]).default("team") })
        .default({ issuerMode: "team" }),
    },
    optionsAllowlist,
    passwordProtection,
    trustedIps,
    trustedSources,
    vercelAuthentication,
    /** What functions run on. */
    resourceConfig: {
      ...optional(
        object({
          fluid: flag,
          functionDefaultCpuType: {
            schema: z.enum(["standard_legacy", "standard", "performance"]).optional(),
            computed: "when omitted",
          },
          /** Regions by Vercel's short names, such as `fra1`. */
          functionDefaultRegions: {
            schema: z.array(z.string()).optional(),
            unordered: true,
            computed: "when omitted",
          },
          /** In seconds. */
          functionDefaultTimeout: { schema: integerWithin(1, 900).optional(), computed: "when omitted" },
        }),
      ),
      computed: "when omitted",
    },
    /** Variables, each of which can be a resource of its own instead. */
    environments: {
      ...optional(
        setOf({
          id: { schema: z.string(), computed: "always" },
          key: { schema: z.string() },
          value: { schema: z.string(), secret: true },
          sensitive: { schema: z.boolean() },
          targets: { schema: z.array(z.string()).optional(), unordered: true, computed: "when omitted" },
          customEnvironmentIds: { schema: z.array(z.string()).optional(), unordered: true, computed: "when omitted" },
          gitBranch: text,
          comment: note(1000),
        }),
      ),
      unsupported: "is not served here: make a ProjectEnvironmentVariable of each",
    },
  },
  rules: [
    {
      property: "previewComments",
      reads: ["previewComments", "enablePreviewFeedback"],
      broken: ({ previewComments, enablePreviewFeedback }) =>
        previewComments !== undefined && enablePreviewFeedback !== undefined
          ? "must not be given beside enablePreviewFeedback"
          : undefined,
    },
  ],
});
