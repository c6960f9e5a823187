import { z } from "zod";
import { aliasRequest, rollbackDescription } from "../promotions/alias-request.ts";
import { notFound } from "../refusal.ts";
import { retention } from "./retention.ts";
import { keptSettings } from "./settings.ts";

/** A project as it is remembered. */
export const project = z.object({
  id: z.string(),
  teamId: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  settings: keptSettings,
  retention,
  /** What is served in production. */
  currentDeploymentId: z.string().nullable().default(null),
  /** The last promotion or rollback. */
  lastAliasRequest: aliasRequest.nullable().default(null),
  /** Why the last rollback was; there is none after a promotion. */
  rollbackDescription: rollbackDescription.nullable().default(null),
});

export type Project = z.output<typeof project>;

/**
 * Finds a project of a team.
 *
 * @param idOrName either of them, as paths have it
 * @throws Refusal (404) when the team has none
 */
export function findProject(projects: readonly Project[], teamId: string, idOrName: string): Project {
  const found = projects.find(
    ({ id, settings, ...other }) => other.teamId === teamId && (id === idOrName || settings.name === idOrName),
  );
  if (found) return found;
  throw notFound(`The project ${idOrName}`);
}
