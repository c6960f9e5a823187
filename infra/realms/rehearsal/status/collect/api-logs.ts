import type { RenderClient } from "../../../../platforms/render/client.ts";
import type { PastDeploy } from "../../../../platforms/render/deploy-history.ts";
import { readLogs } from "../../../../platforms/render/logs.ts";
import type { DeployLogs } from "../model.ts";
import { logLine } from "./log-line.ts";

/** How many lines of a deploy are shown. */
export const SHOWN_LINES = 50;

/** What a deploy's instances put out while they were stopped comes a moment after Render has called it failed. */
const AFTERWARDS_MILLISECONDS = 1_000;

/** A deploy of a service. */
export interface DeployOfService {
  readonly ownerId: string;
  readonly service: string;
  readonly deploy: Pick<PastDeploy, "createdAt" | "finishedAt">;
}

/**
 * The last lines that a service put out while a deploy was under way: Render's logs know services and instances, and no deploys, so that those of the
 * instances it replaces are among them.
 *
 * @throws Fault when Render can't be asked.
 */
export async function apiLogs(
  client: RenderClient,
  { ownerId, service, deploy }: DeployOfService,
): Promise<DeployLogs> {
  const { createdAt, finishedAt } = deploy;
  const { lines, hasEarlier } = await readLogs(client, {
    ownerId,
    resource: service,
    startTime: createdAt,
    endTime: finishedAt && new Date(Date.parse(finishedAt) + AFTERWARDS_MILLISECONDS).toISOString(),
    limit: SHOWN_LINES,
  });
  return { lines: lines.map(logLine), hasEarlier };
}
