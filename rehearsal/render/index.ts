import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { ApiFaults } from "../http/api-faults.ts";
import { type FaultPlan, Faults } from "../http/faults.ts";
import { type Listening, listen } from "../http/listen.ts";
import { openStateFile } from "../http/state-file.ts";
import { paceOf } from "../pace.ts";
import { renderApi } from "./app.ts";
import { Background } from "./background.ts";
import { ServiceFaults } from "./faults/service-faults.ts";
import type { Hosting } from "./instances/hosting.ts";
import { ProcessRecords } from "./instances/process-records.ts";
import { Times } from "./instances/times.ts";
import { Jobs } from "./jobs/jobs.ts";
import { Logs } from "./logs/logs.ts";
import type { RenderOptions } from "./options.ts";
import { resume } from "./postgres/bring-up.ts";
import { Outages } from "./postgres/outages.ts";
import { Backups } from "./postgres/recovery/backups.ts";
import { PostgresServers } from "./postgres/servers.ts";
import { RATE_LIMIT_HEADERS, withRateLimitHeaders } from "./rate-limit.ts";
import { Redirects } from "./running/redirects.ts";
import { RunningServices } from "./running/running-services.ts";
import { emptyState, state } from "./state.ts";
import { workspace } from "./workspace.ts";

export type { ServiceFault, ServiceFaultKind } from "./faults/service-fault.ts";
export type { RenderOptions, RenderRequest } from "./options.ts";
export type { ServersOptions } from "./postgres/servers.ts";
export type { Workspace } from "./workspace.ts";

/** An address of Cloudflare's (https://www.cloudflare.com/ips-v4). */
const CLOUDFLARE = "104.16.0.1";

/** Something that has been made. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A stand-in of Render's REST API, at `http://127.0.0.1:…/v1`. */
export interface Render extends Listening {
  /** Makes the next requests of a kind fail. */
  failNext(plan: FaultPlan): void;
  /** What goes wrong with services until it is taken off again. */
  readonly faults: ServiceFaults;
  /** Postgres instances that are down until they are brought back. */
  readonly outages: Outages;
  /** What is wrong with the API as a whole, until it is taken off. */
  readonly apiFaults: ApiFaults;
  /** The services that there are, of all workspaces, by id and name. */
  services(): readonly Named[];
  /** The Postgres instances that there are, as {@link services}. */
  instances(): readonly Named[];
  /** Takes no new requests, lets those under way end, and stops what runs of the services, and the Postgres servers. Their data stays. */
  stop(): Promise<void>;
}

/**
 * Serves what stands in for Render's REST API: projects and their environments, logins at registries, web services with all
 * that belongs to them, and Postgres instances, behind each of which is a real server. Given an image store, services run: their
 * deploys go through Render's states, and their instances are real processes. What was made outlives the process; what ran when
 * it ended, runs again.
 *
 * @throws Fault when the port is taken, or the state directory holds something else
 *
 * @example
 * const render = await serveRender({
 *   stateDirectory: "/var/tmp/example/render", postgres: { dataDirectory: "/var/tmp/example/postgres" },
 *   workspaces: [{ ownerId: "tea-a", name: "A", apiKey: "rnd_…" }],
 * });
 * await fetch(`${render.url}/services`, { headers: { authorization: "Bearer rnd_…" } });
 */
export async function serveRender(options: RenderOptions): Promise<Render> {
  const { port = 0, stateDirectory, verifyDomain = async () => true, onRequest = () => {} } = options;
  const { onFault = ({ message }) => console.error(message), pace = paceOf(1) } = options;
  const workspaces = z.array(workspace).parse(options.workspaces);
  const file = await openStateFile(stateDirectory, "render.json", state, emptyState);
  const servers = new PostgresServers(options.postgres);
  const background = new Background();
  const logs = new Logs(join(stateDirectory, "logs"), onFault);
  const serviceFaults = new ServiceFaults(file.state, file.save);
  const shared = { state: file.state, save: file.save, servers, workspaces, pace, onFault };
  const machine = { ...shared, backups: new Backups(shared) };
  const hosting: Hosting | undefined = options.images && {
    ...machine,
    store: options.images.store,
    edge: options.edge,
    via: options.via ?? [CLOUDFLARE],
    redirects: new Redirects(file.state),
    times: new Times(pace),
    logs,
    records: new ProcessRecords(join(stateDirectory, "processes")),
    faults: serviceFaults,
    scratch: join(stateDirectory, "scratch"),
  };
  const running = hosting && new RunningServices(hosting);
  const jobs = hosting && new Jobs(hosting);

  const faults = new Faults();
  const apiFaults = new ApiFaults(RATE_LIMIT_HEADERS);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    onRequest({ method: c.req.method, path: c.req.path });
    await next();
  });
  app.use(apiFaults.middleware((_, message) => ({ message })));
  app.use(faults.middleware((_, message) => ({ message })));
  const api = renderApi({ ...machine, leadsHere: verifyDomain, background, logs, running, jobs });
  app.all("*", (c) => api.fetch(c.req.raw));

  const stopAll = async () => {
    await Promise.all([running?.stop(), jobs?.stop()]);
    await background.ended();
    logs.flush();
    await machine.backups.stop();
    await Promise.all(file.state.postgres.map(({ id }) => servers.inTurn(id, (server) => server.stop())));
  };
  try {
    await resume(machine);
    jobs?.resume();
    await running?.resume();
    const { port: bound, url, stop } = await listen("The stand-in of Render", app, port);
    let stopped: Promise<void> | undefined;
    return {
      port: bound,
      url: `${url}/v1`,
      failNext: (plan) => faults.failNext(withRateLimitHeaders(plan)),
      faults: serviceFaults,
      outages: new Outages(machine),
      apiFaults,
      services: () => file.state.services.map(({ id, name }) => ({ id, name })),
      instances: () => file.state.postgres.map(({ id, name }) => ({ id, name })),
      stop: () => (stopped ??= stop().then(stopAll)),
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
