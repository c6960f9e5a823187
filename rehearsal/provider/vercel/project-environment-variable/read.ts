import type { VercelClient } from "../client.ts";
import { type Answer, answer } from "./answer.ts";

/** Which variable of which project. */
export interface VariableId {
  readonly teamId: string | undefined;
  readonly projectId: string;
  readonly id: string;
}

/** Asks for one variable, and so for its value, which Vercel tells unless it is sensitive. */
export function readVariable(client: VercelClient, signal: AbortSignal, one: VariableId): Promise<Answer> {
  const purpose = `show the environment variable ${one.id} of the project ${one.projectId}`;
  const path = `/v10/projects/${encodeURIComponent(one.projectId)}/env/${encodeURIComponent(one.id)}`;
  return client.send({ method: "GET", path, teamId: one.teamId, answer, purpose, signal });
}
