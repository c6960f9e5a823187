import { object, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";
import { flag } from "./common.ts";

const GIT = "is not served here: bundles are built elsewhere and not at Vercel";

/** The repository whose pushes Vercel would deploy. */
export const gitRepository = {
  ...optional(
    object({
      type: { schema: z.enum(["github", "gitlab", "bitbucket"]) },
      /** `owner/name`. */
      repo: { schema: z.string() },
      productionBranch: { schema: z.string().optional(), computed: "when omitted" },
      /** Addresses that start a deployment when they are called. */
      deployHooks: optional(
        setOf({
          id: { schema: z.string(), computed: "always" },
          name: { schema: z.string() },
          ref: { schema: z.string() },
          url: { schema: z.string(), computed: "always", secret: true },
        }),
      ),
    }),
  ),
  unsupported: GIT,
} as const;

/** What Vercel does at the repository. */
export const gitProviderOptions = {
  ...optional(
    object({
      createDeployments: flag,
      gitCommitStatus: flag,
      repositoryDispatchEvents: flag,
      requireVerifiedCommits: flag,
      consolidatedGitCommitStatus: {
        ...optional(object({ enabled: { schema: z.boolean() }, propagateFailures: { schema: z.boolean() } })),
        computed: "when omitted",
      },
    }),
  ),
  computed: "when omitted",
  unsupported: GIT,
} as const;

/** What Vercel says at the repository about deployments. */
export const gitComments = optional(
  object({ onCommit: { schema: z.boolean() }, onPullRequest: { schema: z.boolean() } }),
);
