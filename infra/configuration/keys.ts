import { z } from "zod";

/** One key of a stack's configuration. */
export interface ConfigurationKey<Schema extends z.ZodType = z.ZodType> {
  /** As `pulumi config` names it. */
  readonly key: `${string}:${string}`;
  /** Of the value, which configuration always holds as text. */
  readonly schema: Schema;
  /** Kept encrypted, and refused in plain. */
  readonly secret?: boolean;
  /** What to put there, for the command that sets it: `<the key's own words>`. */
  readonly example: string;
}

const text = z.string().trim().min(1, "must not be empty");

/** What is sent in a header: the providers take the value as it is, and a line break at its end would make every request fail. */
const token = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "must be one word, without spaces, line breaks or letters beyond ASCII");

/** Text that holds JSON. */
function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const integer = z
  .string()
  .regex(/^\d+$/, "must be a whole number")
  .transform(Number)
  .refine((value) => value >= 1, "must be at least 1");

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** Names that are given to one image after another: a service that starts anew would run another release than was tested. */
const MOVING_TAGS = ["latest", "main", "master", "stable", "edge", "staging", "production"];

/** An image's tag that says which commit it was built from. */
const release = text
  .refine(
    (tag) => !MOVING_TAGS.includes(tag),
    "must be an image tag that never moves, such as a commit, not one like latest",
  )
  .regex(/^[0-9a-f]{7,40}$/, "must be the commit that the image was built from, in 7 to 40 hexadecimal digits");

const cidrBlocks = json(
  z.array(z.union([z.cidrv4(), z.cidrv6()], "must list blocks of addresses such as 203.0.113.0/24")),
);

/** Names of variables, and their values. */
const thirdPartyKeys = json(z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/, "must be named as variables are"), text));

/**
 * The configuration of a hosted environment's stack: every key there is. The providers read theirs by themselves and stand here so that a
 * missing or misspelt one is told before anything is made.
 */
export const configurationKeys = {
  renderApiKey: { key: "render:apiKey", schema: token, secret: true, example: "<API key of the Render workspace>" },
  renderOwnerId: {
    key: "render:ownerId",
    schema: text.regex(/^(tea|usr)-[a-z0-9]+$/, "must be the id of a Render workspace, such as tea-…"),
    example: "<id of the Render workspace>",
  },
  /** The vendor's provider deploys after every update otherwise, and deploys are the release's. */
  skipDeploy: {
    key: "render:skipDeployAfterServiceUpdate",
    schema: z.literal("true", "must be true, since deploys are left to the release"),
    example: "true",
  },
  vercelApiToken: { key: "vercel:apiToken", schema: token, secret: true, example: "<token of the Vercel team>" },
  /** On the resources and not on the provider, where it would make even a preview call the network. */
  vercelTeam: {
    key: "live-listen:vercelTeam",
    schema: text.regex(/^team_\w+$/, "must be the id of a Vercel team, such as team_…").optional(),
    example: "<id of the Vercel team>",
  },
  image: {
    key: "live-listen:image",
    schema: text.regex(
      /^[^\s:@]+\/[^\s:@]+$/,
      "must be the address of an image without tag or digest, such as ghcr.io/owner/name",
    ),
    example: "<address of the API's image, without a tag>",
  },
  registryUsername: { key: "live-listen:registryUsername", schema: token, example: "<user of the image registry>" },
  registryToken: {
    key: "live-listen:registryToken",
    schema: token,
    secret: true,
    example: "<token of that user, with read:packages alone>",
  },
  release: { key: "live-listen:release", schema: release, example: "<commit that the image was built from>" },
  region: {
    key: "live-listen:region",
    schema: z.enum(["frankfurt", "ohio", "oregon", "singapore", "virginia"]),
    example: "frankfurt",
  },
  apiPlan: { key: "live-listen:apiPlan", schema: text, example: "starter" },
  databasePlan: { key: "live-listen:databasePlan", schema: text, example: "basic_256mb" },
  databaseDiskSizeGb: {
    key: "live-listen:databaseDiskSizeGb",
    schema: integer.refine((size) => size === 1 || size % 5 === 0, "must be 1 or a multiple of 5"),
    example: "5",
  },
  databaseHighAvailability: {
    key: "live-listen:databaseHighAvailability",
    schema: flag.prefault("false"),
    example: "true",
  },
  databaseIpAllowList: {
    key: "live-listen:databaseIpAllowList",
    schema: cidrBlocks.prefault("[]"),
    example: "'[\"203.0.113.0/24\"]'",
  },
  dns: { key: "live-listen:dns", schema: z.enum(["vercel", "external"]), example: "vercel" },
  secretGeneration: { key: "live-listen:secretGeneration", schema: integer.prefault("1"), example: "2" },
  previousSecretGeneration: {
    key: "live-listen:previousSecretGeneration",
    schema: integer.optional(),
    example: "1",
  },
  fingerprintKey: {
    key: "live-listen:fingerprintKey",
    schema: text.min(32, "must have at least 32 characters"),
    secret: true,
    example: "<the key of the stacks' fingerprints, the same for both>",
  },
  /** What is at a platform already and is to be taken into the state, by the names that the program gives. */
  imports: {
    key: "live-listen:imports",
    schema: json(z.record(text, text)).prefault("{}"),
    example: `'{"staging-api":"srv-…"}'`,
  },
  thirdPartyKeys: {
    key: "live-listen:thirdPartyKeys",
    schema: thirdPartyKeys.prefault("{}"),
    secret: true,
    example: '\'{"NAME_OF_THE_VARIABLE":"value"}\'',
  },
} as const satisfies Readonly<Record<string, ConfigurationKey>>;

/** A configuration, parsed. */
export type Configuration = {
  readonly [Name in keyof typeof configurationKeys]: z.output<(typeof configurationKeys)[Name]["schema"]>;
};
