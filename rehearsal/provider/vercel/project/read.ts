import { z } from "zod";
import type { VercelClient } from "../client.ts";
import { unlessGone } from "../gone.ts";
import { listVariables } from "../variables.ts";
import { type Answer, answer, pathOf } from "./answer.ts";

/** Asks for a project. */
export function readProject(
  client: VercelClient,
  signal: AbortSignal,
  idOrName: string,
  teamId: string | undefined,
): Promise<Answer | undefined> {
  const purpose = `show the project ${idOrName}`;
  return unlessGone(client.send({ method: "GET", path: pathOf("v10", idOrName), teamId, answer, purpose, signal }));
}

/**
 * Asks for a project's variables as Vercel's own provider does after each look at a project, though none is kept with the
 * project here: whoever may see the one and not the other is told so at once.
 */
export async function readVariables(
  client: VercelClient,
  signal: AbortSignal,
  projectId: string,
  teamId: string | undefined,
): Promise<void> {
  await listVariables(client, signal, { teamId, projectId }, z.unknown());
}
