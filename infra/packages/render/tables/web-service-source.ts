import { listOfText, object, optional } from "@live-listen/property-tables";
import { z } from "zod";

const BUILDS = "is not served here: images are built elsewhere and not at Render";

const text = z.string().min(1, "must not be empty");

/** When a push starts a deploy. */
const autoDeploy = {
  /** Whether a push to the branch deploys. */
  autoDeploy: { schema: z.boolean().optional(), computed: "when omitted" },
  /** What a deploy waits for: nothing ever, the commit, or its checks. */
  autoDeployTrigger: { schema: z.enum(["off", "commit", "checksPass"]).optional(), computed: "when omitted" },
} as const;

/** Which changes of a repository start a build. */
const buildFilter = optional(
  object({
    /** Globs of files whose changes are left out. */
    ignoredPaths: { schema: listOfText.optional() },
    /** Globs of files whose changes count. */
    paths: { schema: listOfText.optional() },
  }),
);

/** Where the image of a service comes from: exactly one of the three. */
export const runtimeSource = object({
  /** An image that lies in a registry. May be changed in place. */
  image: optional(
    object({
      /** Where it lies, without tag or digest: `ghcr.io/owner/name`. */
      imageUrl: {
        schema: text.regex(
          /^(?:[^@/]+\/)*[^@:/]+$/,
          "must have no tag and no digest, which are properties of their own",
        ),
      },
      /** Which of its images: `latest` at Render when neither this nor a digest is given. */
      tag: { schema: z.string().optional(), computed: "when omitted" },
      /** The image by its content, `sha256:…`, instead of a tag. */
      digest: { schema: z.string().optional(), computed: "when omitted" },
      /** Id of the credential that may pull it. */
      registryCredentialId: { schema: z.string().optional() },
    }),
  ),
  /** A Dockerfile in a repository that Render builds. */
  docker: {
    ...optional(
      object({
        ...autoDeploy,
        branch: { schema: z.string() },
        buildFilter,
        /** Folder that the build is given; that of the repository by default. */
        context: { schema: z.string().default(".") },
        dockerfilePath: { schema: z.string().default("./Dockerfile") },
        registryCredentialId: { schema: z.string().optional() },
        repoUrl: { schema: text },
      }),
    ),
    unsupported: BUILDS,
  },
  /** Sources in a repository that Render builds and runs by itself. */
  nativeRuntime: {
    ...optional(
      object({
        ...autoDeploy,
        branch: { schema: z.string() },
        buildCommand: { schema: z.string() },
        buildFilter,
        repoUrl: { schema: text },
        runtime: { schema: z.enum(["elixir", "go", "node", "python", "ruby", "rust"]) },
      }),
    ),
    unsupported: BUILDS,
  },
});
