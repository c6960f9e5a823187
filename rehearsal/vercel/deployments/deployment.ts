import { z } from "zod";
import { notFound } from "../refusal.ts";

/** States of a deployment, in their order; the last three are final. */
export const readyState = z.enum(["QUEUED", "INITIALIZING", "BUILDING", "READY", "ERROR", "CANCELED"]);

/** What a deployment was made with that decides what it serves. */
export const buildSettings = z.object({
  framework: z.string().nullable(),
  buildCommand: z.string().nullable(),
  installCommand: z.string().nullable(),
  outputDirectory: z.string().nullable(),
  rootDirectory: z.string().nullable(),
});

export type BuildSettings = z.output<typeof buildSettings>;

/** A file of a deployment: its path in it, without a slash in front, and what it is stored by. */
export const deployedFile = z.object({ file: z.string(), sha: z.string(), size: z.number() });

export type DeployedFile = z.output<typeof deployedFile>;

const failure = z.object({ code: z.string(), message: z.string() });

/** A deployment as it is remembered. What it serves never changes. */
export const deployment = z.object({
  id: z.string(),
  projectId: z.string(),
  teamId: z.string(),
  creatorId: z.string(),
  name: z.string(),
  /** Its own host name. */
  url: z.string(),
  target: z.enum(["production", "preview"]),
  meta: z.record(z.string(), z.string()),
  files: z.array(deployedFile),
  /** Names of the variables that it was made with. */
  env: z.array(z.string()),
  settings: buildSettings,
  /** Whether the project's domains lead to it as soon as it is ready; the project decides when nothing was said. */
  autoAssignCustomDomains: z.boolean().nullable(),
  readyState,
  /** Whether production traffic has ever come to it. */
  wasPromoted: z.boolean(),
  failure: failure.nullable(),
  createdAt: z.number(),
  buildingAt: z.number().nullable(),
  readyAt: z.number().nullable(),
  canceledAt: z.number().nullable(),
  /** When its aliases were looked after, the last step of all. */
  aliasAssignedAt: z.number().nullable(),
  /** When retention has taken it out of service. */
  expiredAt: z.number().nullable(),
  log: z.array(z.object({ date: z.number(), text: z.string(), isError: z.boolean() })),
});

export type Deployment = z.output<typeof deployment>;

/** Whether nothing happens to a deployment any more by itself. */
export function hasEnded({ readyState: now, aliasAssignedAt }: Deployment): boolean {
  return now === "ERROR" || now === "CANCELED" || (now === "READY" && aliasAssignedAt !== null);
}

/** Whether a deployment can be served. */
export function isServing({ readyState: now, expiredAt }: Deployment): boolean {
  return now === "READY" && expiredAt === null;
}

/**
 * Finds a deployment of a team.
 *
 * @param idOrUrl either of them, as paths have it
 * @throws Refusal (404) when the team has none
 */
export function findDeployment(deployments: readonly Deployment[], teamId: string, idOrUrl: string): Deployment {
  const host = idOrUrl.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  const found = deployments.find((one) => one.teamId === teamId && (one.id === idOrUrl || one.url === host));
  if (found) return found;
  throw notFound(`The deployment ${idOrUrl}`);
}
