import { z } from "zod";
import type { RenderClient } from "./client.ts";

const logsSchema = z.object({
  hasMore: z.boolean(),
  logs: z.array(
    z.object({
      id: z.string(),
      message: z.string(),
      timestamp: z.iso.datetime({ offset: true }),
      labels: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

/** A line that a resource has put out. */
export interface RenderLog {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly message: string;
  /** As Render names it; undefined when it names none. */
  readonly level: string | undefined;
  /** The instance that put it out; undefined for what Render itself says. */
  readonly instance: string | undefined;
}

/** Which lines are asked for. */
export interface LogQuery {
  readonly ownerId: string;
  /** Id of a service or a database. */
  readonly resource: string;
  /** Bounds, ISO 8601; without them Render looks an hour back from now. */
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
  /** 1 to 100. */
  readonly limit: number;
}

/**
 * The last lines of a resource before a time, oldest first (`GET /logs`). What a request left in Render's own log is not among them.
 *
 * @returns whether there are earlier ones, too; no lines when there is no such resource.
 * @throws Fault when Render can't be asked.
 */
export async function readLogs(
  client: RenderClient,
  { ownerId, resource, startTime, endTime, limit }: LogQuery,
): Promise<{ readonly lines: readonly RenderLog[]; readonly hasEarlier: boolean }> {
  const query = new URLSearchParams({ ownerId, resource, limit: String(limit), direction: "backward" });
  if (startTime) query.set("startTime", startTime);
  if (endTime) query.set("endTime", endTime);
  const found = await client.get(`/logs?${query}`, logsSchema);
  const lines = (found?.logs ?? []).map(({ id, message, timestamp, labels }): RenderLog => {
    const label = (wanted: string) => labels.find(({ name }) => name === wanted)?.value;
    return { id, at: timestamp, message, level: label("level"), instance: label("instance") };
  });
  // Backward is the direction of the search, and what comes of lines of one moment isn't said.
  return {
    lines: lines.toReversed().sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
    hasEarlier: found?.hasMore ?? false,
  };
}
