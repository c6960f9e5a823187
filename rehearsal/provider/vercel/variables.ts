import { z } from "zod";
import { Fault } from "../../fault.ts";
import type { VercelClient } from "./client.ts";

/** Pages of variables have this many. */
const LIMIT = "100";

/**
 * Asks for all environment variables of a project, with their values as far as Vercel tells them.
 *
 * @param variable what is needed of each
 * @throws Fault when the pages come to no end
 */
export async function listVariables<Variable>(
  client: VercelClient,
  signal: AbortSignal,
  { teamId, projectId }: { readonly teamId: string | undefined; readonly projectId: string },
  variable: z.ZodType<Variable>,
): Promise<readonly Variable[]> {
  const answer = z.object({
    envs: z.array(variable).default([]),
    pagination: z.object({ next: z.number().nullish() }).optional(),
  });
  const path = `/v8/projects/${encodeURIComponent(projectId)}/env`;
  const purpose = `list the environment variables of the project ${projectId}`;
  const all: Variable[] = [];
  for (let until: number | undefined; ; ) {
    const query = { decrypt: "true", limit: LIMIT, until: until === undefined ? undefined : String(until) };
    const { envs, pagination } = await client.send({ method: "GET", path, query, teamId, answer, purpose, signal });
    all.push(...envs);
    const next = pagination?.next ?? undefined;
    if (next === undefined) return all;
    if (next === until) {
      throw new Fault(
        `Vercel's list of the environment variables of the project ${projectId} doesn't end: ask its support.`,
      );
    }
    until = next;
  }
}
