import { z } from "zod";
import { isGone } from "../rest/failure.ts";
import type { RenderClient } from "./client.ts";

/** Where one resource's log goes instead of the workspace's stream. */
export interface LogStreamOverride {
  readonly setting: "send" | "drop";
  readonly endpoint?: string | undefined;
  /** Render takes it and never tells it. */
  readonly token?: string | undefined;
}

const answer = z.object({ setting: z.enum(["send", "drop"]).optional(), endpoint: z.string().optional() });

/**
 * The override of a resource.
 *
 * @param known what it was, for the token
 * @returns undefined when there is none, which Render says with 404
 */
export async function readLogStream(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  known: LogStreamOverride | undefined,
): Promise<LogStreamOverride | undefined> {
  const request = {
    method: "GET",
    path: pathOf(id),
    answer,
    purpose: `show where the log of ${id} goes`,
    signal,
  } as const;
  try {
    return stateOf(await client.send(request), known);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Sets or takes away the override of a resource; without one on either side Render isn't asked. */
export async function writeLogStream(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  wanted: LogStreamOverride | undefined,
  found: LogStreamOverride | undefined,
): Promise<LogStreamOverride | undefined> {
  const purpose = `change where the log of ${id} goes`;
  if (wanted) {
    const { setting, endpoint, token } = wanted;
    const body = { setting, endpoint, token };
    return stateOf(await client.send({ method: "PUT", path: pathOf(id), body, answer, purpose, signal }), wanted);
  }
  if (found) {
    await client.send({ method: "DELETE", path: pathOf(id), purpose, signal }).catch((error) => {
      if (!isGone(error)) throw error;
    });
  }
  return undefined;
}

function pathOf(id: string): string {
  return `/logs/streams/resource/${encodeURIComponent(id)}`;
}

function stateOf(
  { setting, endpoint }: z.output<typeof answer>,
  known: LogStreamOverride | undefined,
): LogStreamOverride {
  return {
    setting: setting ?? "send",
    ...(endpoint && { endpoint }),
    ...(known?.token !== undefined && { token: known.token }),
  };
}
