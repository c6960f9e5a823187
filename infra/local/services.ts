import { join } from "node:path";
import type { Environment } from "@live-listen/stacks";
import { buildWeb, DEVELOPMENT_RELEASE } from "@live-listen/web/server";
import { assertPortFree } from "../hosting/ports.ts";
import { forgetProcess, noteProcess, stopLeftover } from "./leftover.ts";
import { type LocalPaths, ROOT } from "./paths.ts";
import { type ServiceProcess, startServiceProcess } from "./service-process.ts";

type Variables = Readonly<Record<string, string>>;

/** Where the API listens when its variables don't say. */
export const DEFAULT_API_PORT = 3001;

/** What the processes of the services run, by which they are told from others. */
export const SERVICE_SCRIPTS = {
  api: join(ROOT, "services", "api", "src", "main.ts"),
  web: join(ROOT, "services", "web", "server", "main.ts"),
} as const;

/**
 * Stops what an `npm start` that was killed left running, and makes sure that the ports of the services are free: asked first, it saves a person
 * the wait until a service would find out.
 *
 * @throws Fault naming a port that another program has.
 */
export async function clearTheWay(paths: LocalPaths, environment: Environment): Promise<void> {
  await stopLeftover(paths, "api", SERVICE_SCRIPTS.api);
  await stopLeftover(paths, "web", SERVICE_SCRIPTS.web);
  await assertPortFree(Number(new URL(environment.webUrl).port), "the web server");
  await assertPortFree(Number(new URL(environment.apiUrl).port), "the API");
}

/** Builds the web bundle of this working copy into the local environment's folder; returns its hash. */
export async function buildLocalWeb(paths: LocalPaths): Promise<string> {
  const { hash } = await buildWeb({ outDir: paths.web, release: DEVELOPMENT_RELEASE });
  return hash;
}

/**
 * Starts the API on the port of its variables.
 *
 * @throws Fault when the port is taken, or the API doesn't come up.
 */
export function startLocalApi(paths: LocalPaths, variables: Variables, signal: AbortSignal): Promise<ServiceProcess> {
  const port = Number(variables.PORT || DEFAULT_API_PORT);
  return startLocalService(
    paths,
    { id: "api", name: "the API", script: SERVICE_SCRIPTS.api, args: [], port, path: "/healthz" },
    variables,
    signal,
  );
}

/**
 * Starts the server of the web bundle.
 *
 * @param webUrl the web URL of the environment, whose port it listens on.
 * @throws Fault when the port is taken, or the server doesn't come up.
 */
export function startLocalWeb(
  paths: LocalPaths,
  webUrl: string,
  variables: Variables,
  signal: AbortSignal,
): Promise<ServiceProcess> {
  const port = Number(new URL(webUrl).port);
  const args = ["--port", String(port), "--directory", paths.web];
  return startLocalService(
    paths,
    { id: "web", name: "the web server", script: SERVICE_SCRIPTS.web, args, port, path: "/" },
    variables,
    signal,
  );
}

interface LocalService {
  readonly id: string;
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly port: number;
  /** Answers when the service serves. */
  readonly path: string;
}

async function startLocalService(
  paths: LocalPaths,
  { id, name, script, args, port, path }: LocalService,
  variables: Variables,
  signal: AbortSignal,
): Promise<ServiceProcess> {
  await stopLeftover(paths, id, script);
  await assertPortFree(port, name);
  const command = {
    name,
    args: [script, ...args],
    variables,
    logFile: join(paths.logs, `${id}.log`),
    healthUrl: `http://127.0.0.1:${port}${path}`,
    onSpawn: (pid: number) => noteProcess(paths, id, pid),
  };
  const service = await startServiceProcess(command, signal);
  const stop = async () => {
    await service.stop();
    await forgetProcess(paths, id);
  };
  return { ...service, stop };
}
