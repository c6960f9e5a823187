import { Fault } from "../../fault.ts";
import { isGone } from "../rest/failure.ts";
import type { VercelClient } from "./client.ts";

/**
 * Makes sure that a project is there, before something is added to it.
 *
 * @throws Fault when it isn't
 */
export async function assertProjectExists(
  client: VercelClient,
  signal: AbortSignal,
  { teamId, projectId }: { readonly teamId?: string | undefined; readonly projectId: string },
): Promise<void> {
  const path = `/v10/projects/${encodeURIComponent(projectId)}`;
  const purpose = `show the project ${projectId}`;
  try {
    await client.send({ method: "GET", path, teamId, purpose, signal });
  } catch (error) {
    if (!isGone(error)) throw error;
    const where = teamId === undefined ? "the token's own account" : `the team ${teamId}`;
    throw new Fault(
      `Vercel has no project ${projectId} in ${where}: correct projectId and teamId, or import the project.`,
      {
        cause: error,
      },
    );
  }
}
