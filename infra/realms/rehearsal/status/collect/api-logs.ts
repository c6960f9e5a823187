import type { RenderClient } from "../../../../platforms/render/client.ts";
import type { PastDeploy } from "../../../../platforms/render/deploy-history.ts";
import { readLogs } from "../../../../platforms/render/logs.ts";
import type { RunningService } from "../../../../platforms/render/running-service.ts";
import type { DeployLogs } from "../model.ts";
import { logLine } from "./log-line.ts";

/** How many lines of a deploy are shown. */
export const SHOWN_LINES = 50;

/** What a deploy's instances put out while they were stopped comes a moment after Render has called it failed. */
const AFTERWARDS_MILLISECONDS = 1_000;

/** A deploy of a service. */
export interface DeployOfService {
  readonly service: string;
  readonly running: RunningService;
  readonly deploy: Pick<PastDeploy, "createdAt" | "finishedAt">;
}

/**
 * The last lines that a deploy put out. Render's logs know services and instances, and no deploys: these are those of the service while the deploy was
 * under way, but for what instances said that were there before it and still are.
 *
 * @throws Fault when Render can't be asked.
 */
export async function apiLogs(
  client: RenderClient,
  { service, running, deploy }: DeployOfService,
): Promise<DeployLogs> {
  const { createdAt, finishedAt } = deploy;
  const { lines, hasEarlier } = await readLogs(client, {
    ownerId: running.ownerId,
    resource: service,
    startTime: createdAt,
    endTime: finishedAt && new Date(Date.parse(finishedAt) + AFTERWARDS_MILLISECONDS).toISOString(),
    limit: SHOWN_LINES,
  });
  const before = new Set(
    running.instances.filter((one) => Date.parse(one.createdAt) < Date.parse(createdAt)).map(({ id }) => id),
  );
  return {
    lines: lines.filter(({ instance }) => instance === undefined || !before.has(instance)).map(logLine),
    hasEarlier,
  };
}
