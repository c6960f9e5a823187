import { listOfText, object, optional } from "@live-listen/property-tables";
import { z } from "zod";
import { text } from "./common.ts";

const BUILDS = "is not served here: images are built elsewhere and not at Render";

/** Some text without a colon or an at sign after the last slash: there, they begin a tag or a digest. */
const WITHOUT_TAG = /^(?:.+\/)?[^/:@]+$/;

/** Of a source that Render builds from. */
const repository = {
  /** Whether a push to the branch deploys; it does when neither this nor `autoDeployTrigger` is given. */
  autoDeploy: { schema: z.boolean().optional(), computed: "when omitted" },
  /** What a deploy waits for: the commit (when left out), its checks, or a person. */
  autoDeployTrigger: { schema: z.enum(["off", "commit", "checksPass"]).optional(), computed: "when omitted" },
  /** Of the repository. */
  branch: { schema: z.string() },
  /** Which changes start a build; all when left out. */
  buildFilter: optional(
    object({
      /** Globs of files whose changes are left out. */
      ignoredPaths: { schema: listOfText.optional() },
      /** Globs of files whose changes count. */
      paths: { schema: listOfText.optional() },
    }),
  ),
  /** Where the repository is. */
  repoUrl: { schema: text },
} as const;

/** Where the image of a service comes from: exactly one of the three. */
export const runtimeSource = object({
  /** An image that lies in a registry. May be changed in place, with the next deploy. */
  image: optional(
    object({
      /** Where it lies, without tag or digest: `ghcr.io/owner/name`. */
      imageUrl: {
        schema: text.regex(WITHOUT_TAG, "must have no tag and no digest, which are properties of their own"),
      },
      /** Which of its images: `latest` at Render when neither this nor a digest is given. */
      tag: { schema: z.string().optional(), computed: "when omitted" },
      /** The image by its content, `sha256:…`, instead of a tag. */
      digest: { schema: z.string().optional(), computed: "when omitted" },
      /** Id of the credential that may pull it; none for a public image. */
      registryCredentialId: { schema: z.string().optional() },
    }),
  ),
  /** A Dockerfile in a repository that Render builds. */
  docker: {
    ...optional(
      object({
        ...repository,
        /** Folder that the build is given; that of the repository by default. */
        context: { schema: z.string().default(".") },
        /** From the repository's folder; `./Dockerfile` by default. */
        dockerfilePath: { schema: z.string().default("./Dockerfile") },
        /** Id of the credential that may pull what the Dockerfile builds on. */
        registryCredentialId: { schema: z.string().optional() },
      }),
    ),
    unsupported: BUILDS,
  },
  /** Sources in a repository that Render builds and runs by itself. */
  nativeRuntime: {
    ...optional(
      object({
        ...repository,
        /** What makes the service out of its sources. */
        buildCommand: { schema: z.string() },
        /** What it runs on. */
        runtime: { schema: z.enum(["elixir", "go", "node", "python", "ruby", "rust"]) },
      }),
    ),
    unsupported: BUILDS,
  },
});
