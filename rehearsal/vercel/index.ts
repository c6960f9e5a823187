import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import type { Router } from "../edge/router.ts";
import { ApiFaults } from "../http/api-faults.ts";
import { type FaultPlan, Faults } from "../http/faults.ts";
import { type Listening, listen } from "../http/listen.ts";
import { openStateFile } from "../http/state-file.ts";
import { type Pace, paceOf } from "../pace.ts";
import { type Account, account } from "./account.ts";
import { vercelApi } from "./app.ts";
import { DeploymentFaults } from "./deployments/faults.ts";
import { DeploymentProgress } from "./deployments/progress.ts";
import { keepRetention } from "./deployments/retention.ts";
import { FileStore } from "./files/store.ts";
import { Promotions } from "./promotions/promotions.ts";
import { Hosts } from "./serving/hosts.ts";
import { servingApp } from "./serving/server.ts";
import { Sites } from "./serving/sites.ts";
import { emptyState, state } from "./state.ts";

export type { Account } from "./account.ts";
export { DEPLOYMENT_FAULTS, type DeploymentFault, type DeploymentFaults } from "./deployments/faults.ts";

/** One request as it is told to whoever watches. Nothing of what it carries is in it. */
export interface VercelRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** What a stand-in of Vercel is started with. */
export interface VercelOptions {
  /** Of the REST API: 0, the default, for any free one. */
  readonly port?: number;
  /** Of what deployments are served from: 0, the default, for any free one. */
  readonly servingPort?: number;
  /** Where it remembers what was made; is made when it is missing. */
  readonly stateDirectory: string;
  /** The tokens it knows, and the teams that they act for. Teams never see each other's. */
  readonly accounts: readonly Account[];
  /** Whether the DNS of a name leads to Vercel, for names outside of the teams' own zones; by default it does. */
  readonly verifyDomain?: (name: string) => Promise<boolean>;
  /** What terminates TLS for the domains and deployments; without it they are served under `serving` alone. */
  readonly edge?: Router;
  /** How fast the vendor's time goes by; its own by default. */
  readonly pace?: Pace;
  /** Told of every request before it is answered. */
  readonly onRequest?: (request: VercelRequest) => void;
}

/** Where deployments are served, under the host names that requests name. */
export interface Serving {
  readonly port: number;
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
}

/** A stand-in of Vercel: its REST API, and the deployments that it serves. */
export interface Vercel extends Listening {
  readonly serving: Serving;
  /** What goes wrong with deployments, each until it is taken off. */
  readonly faults: DeploymentFaults;
  /** What is wrong with the API as a whole, until it is taken off. */
  readonly apiFaults: ApiFaults;
  /** Makes the next requests of a kind fail. */
  failNext(plan: FaultPlan): void;
  /** Takes no new requests, and lets those under way end. Deployments under way go on after the next start. */
  stop(): Promise<void>;
}

/**
 * Serves what stands in for Vercel: its REST API with projects, their variables, domains and retention, DNS records,
 * deployments and what they are promoted by; and the deployments themselves. What was made outlives the process.
 *
 * @throws Fault when a port is taken, or the state directory holds something else
 *
 * @example
 * const vercel = await serveVercel({ stateDirectory: "state", accounts: [{ token: "t", team: { id: "team_a", slug: "a", name: "A" } }] });
 * const client = new Vercel({ bearerToken: "t", serverURL: vercel.url });
 * await fetch(vercel.serving.url, { headers: { host: "web-a.vercel.app" } });
 */
export async function serveVercel(options: VercelOptions): Promise<Vercel> {
  const { port = 0, servingPort = 0, stateDirectory, pace = paceOf(1) } = options;
  const { verifyDomain = async () => true, onRequest = () => {} } = options;
  const accounts = z.array(account).parse(options.accounts);
  const file = await openStateFile(stateDirectory, "vercel.json", state, emptyState);
  const files = new FileStore(join(stateDirectory, "files"));
  await files.clean();
  const sites = new Sites(files);
  const hosts = new Hosts(accounts, options.edge);
  hosts.publish(hosts.tableOf(file.state));
  let lastSave: Promise<void> = Promise.resolve();
  const save = () => {
    const table = hosts.tableOf(file.state);
    lastSave = file.save().then(() => hosts.publish(table));
    return lastSave;
  };
  const faults = new DeploymentFaults();
  const parts = { state: file.state, save, accounts, pace, files };
  const progress = new DeploymentProgress({ ...parts, sites, faults });
  const promotions = new Promotions(parts);

  const requestFaults = new Faults();
  const apiFaults = new ApiFaults();
  const failure = (status: number, message: string) => ({ error: { code: `status_${status}`, message } });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    onRequest({ method: c.req.method, path: c.req.path });
    await next();
  });
  app.use(apiFaults.middleware(failure));
  app.use(requestFaults.middleware(failure));
  const saved = () => lastSave;
  const api = vercelApi({ ...parts, saved, progress, promotions, leadsHere: verifyDomain });
  app.all("*", (c) => api.fetch(c.req.raw));

  const serving = await listen(
    "Vercel's stand-in for what it serves",
    servingApp({ hosts, sites, files }),
    servingPort,
  );
  const listening = await listen("The stand-in of Vercel", app, port).catch(async (error: unknown) => {
    await serving.stop();
    throw error;
  });
  hosts.serveFrom({ host: "127.0.0.1", port: serving.port });
  progress.resume();
  promotions.resume();
  const retention = keepRetention(parts);

  const stop = async () => {
    hosts.withdraw();
    await Promise.all([listening.stop(), serving.stop(), retention.stop()]);
    await Promise.all([progress.stop(), promotions.stop()]);
  };
  let stopped: Promise<void> | undefined;
  return {
    ...listening,
    serving: { port: serving.port, url: serving.url },
    faults,
    apiFaults,
    failNext: (plan) => requestFaults.failNext(plan),
    stop: () => (stopped ??= stop()),
  };
}
