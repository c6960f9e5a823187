import { z } from "zod";
import { check } from "../../http/check.ts";
import { BuildFailure } from "./build-failure.ts";

const pattern = z.string().refine(isPattern, "must be a regular expression");

/** A condition on a request: that it has something, and that this is of a form (a regular expression of the whole). */
export const condition = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(["header", "cookie", "query"]), key: z.string().min(1), value: pattern.optional() }),
  z.strictObject({ type: z.literal("host"), value: pattern }),
]);

export type Condition = z.output<typeof condition>;

const matching = {
  /** A pattern of paths, as path-to-regexp 6 has them. */
  source: z.string().max(4096).startsWith("/", "must begin with a slash"),
  has: z.array(condition).max(16).optional(),
  missing: z.array(condition).max(16).optional(),
};
const status = z.int().min(100).max(999);

const headerRule = z.strictObject({
  ...matching,
  headers: z.array(z.strictObject({ key: z.string().min(1).max(4096), value: z.string().max(32_768) })).max(1024),
});
const redirect = z.strictObject({
  ...matching,
  destination: z.string().min(1).max(4096),
  permanent: z.boolean().optional(),
  statusCode: status.optional(),
});
const rewrite = z.strictObject({ ...matching, destination: z.string().min(1).max(4096) });

/** The older form of all these rules in one list, which excludes the others. */
const legacyRoute = z.union([
  z.strictObject({ handle: z.enum(["filesystem", "error"]) }),
  z.strictObject({
    src: z.string().min(1).max(4096),
    dest: z.string().max(4096).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    methods: z.array(z.string()).optional(),
    status: status.optional(),
    continue: z.boolean().optional(),
    check: z.boolean().optional(),
    has: matching.has,
    missing: matching.missing,
  }),
]);

const command = z.string().max(256).nullish();

/** What a `vercel.json` may say here: what a deployment of files needs, and nothing that asks for a build. */
const vercelJson = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(2).optional(),
  public: z.boolean().optional(),
  git: z.looseObject({}).optional(),
  github: z.looseObject({}).optional(),
  regions: z.array(z.string()).optional(),
  framework: command,
  buildCommand: command,
  installCommand: command,
  devCommand: command,
  ignoreCommand: command,
  outputDirectory: command,
  cleanUrls: z.boolean().optional(),
  trailingSlash: z.boolean().optional(),
  redirects: z.array(redirect).max(2048, "must have at most 2048 rules").optional(),
  headers: z.array(headerRule).max(2048, "must have at most 2048 rules").optional(),
  rewrites: z.array(rewrite).max(2048, "must have at most 2048 rules").optional(),
  routes: z.array(legacyRoute).max(2048, "must have at most 2048 rules").optional(),
});

export type VercelJson = z.output<typeof vercelJson>;

/**
 * Reads a `vercel.json`.
 *
 * @throws BuildFailure in one sentence about the first thing that is wrong with it
 * @see https://vercel.com/docs/project-configuration/vercel-json
 */
export function parseVercelJson(text: string): VercelJson {
  const refuse = (reason: string) => new BuildFailure("invalid_vercel_json", `vercel.json is not valid: ${reason}.`);
  const parsed = check(jsonOf(text, refuse), vercelJson, "the whole", refuse);
  const others = (["cleanUrls", "trailingSlash", "redirects", "headers", "rewrites"] as const).filter(
    (name) => parsed[name] !== undefined,
  );
  if (parsed.routes && others.length > 0) throw refuse(`\`routes\` can't be used together with \`${others[0]}\``);
  return parsed;
}

function jsonOf(text: string, refuse: (reason: string) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("it is no JSON");
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
