import { teamsGetTeam } from "@vercel/sdk/funcs/teamsGetTeam.js";
import type { VercelClient } from "./client.ts";

/** A team of Vercel. */
export interface VercelTeam {
  readonly id: string;
  /** Its name in URLs. */
  readonly slug: string;
}

/** The team of an id or a slug; undefined when there is none, or none that the token reaches. */
export async function findTeam(client: VercelClient, team: string): Promise<VercelTeam | undefined> {
  const found = await client.valueOf(`the team ${team}`, teamsGetTeam(client.core, { teamId: team }));
  return found && { id: found.id, slug: found.slug };
}
