import { Fault } from "../../../../fault.ts";
import { RenderClient } from "../../../../platforms/render/client.ts";
import { readRunningService } from "../../../../platforms/render/running-service.ts";
import { VercelClient } from "../../../../platforms/vercel/client.ts";
import { readDeploymentLines } from "../../../../platforms/vercel/deployment-events.ts";
import type { DeployLogs, DeployStatus, Known } from "../model.ts";
import type { HostedSource, StatusSources } from "../sources.ts";
import { apiLogs, SHOWN_LINES } from "./api-logs.ts";
import { know } from "./known.ts";
import { withoutSecrets } from "./without-secrets.ts";

/**
 * The last lines that a deploy of an environment put out.
 *
 * @returns never rejects: what went wrong is told in the place of the lines.
 */
export function logsOf(sources: StatusSources, environment: string, deploy: DeployStatus): Promise<Known<DeployLogs>> {
  return know(deploy.kind === "api" ? "Render" : "Vercel", async (signal) => {
    const runs = sources.environments.find(({ name }) => name === environment)?.runs;
    const found = runs?.on === "platforms" ? await runs.find() : undefined;
    if (!found) throw new Fault(`${environment} was not brought up.`);
    return deploy.kind === "api" ? ofApi(found, deploy, signal) : ofWeb(found, deploy, signal);
  });
}

async function ofApi(source: HostedSource, deploy: DeployStatus, signal: AbortSignal): Promise<DeployLogs> {
  const client = new RenderClient(source.render, signal);
  const { apiServiceId: service } = source;
  const running = await readRunningService(client, service);
  if (!running) throw new Fault(`Render has no service ${service}.`);
  const { startedAt: createdAt, finishedAt } = deploy;
  return apiLogs(client, { service, running, deploy: { createdAt, finishedAt } });
}

async function ofWeb(source: HostedSource, deploy: DeployStatus, signal: AbortSignal): Promise<DeployLogs> {
  const found = await readDeploymentLines(new VercelClient(source.vercel, signal), deploy.id, SHOWN_LINES);
  const lines = found.map(({ at, text, failed }) => ({
    at: new Date(at).toISOString(),
    level: failed ? ("error" as const) : ("info" as const),
    text: withoutSecrets(text),
  }));
  return { lines, hasEarlier: found.length === SHOWN_LINES };
}
