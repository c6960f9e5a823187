import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { type FaultPlan, Faults } from "../http/faults.ts";
import { type Listening, listen } from "../http/listen.ts";
import { openStateFile } from "../http/state-file.ts";
import { type Account, account } from "./account.ts";
import { vercelApi } from "./app.ts";
import { emptyState, state } from "./state.ts";

export type { Account } from "./account.ts";

/** One request as it is told to whoever watches. Nothing of what it carries is in it. */
export interface VercelRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** What a stand-in of Vercel is started with. */
export interface VercelOptions {
  /** 0, the default, for any free one. */
  readonly port?: number;
  /** Where it remembers what was made; is made when it is missing. */
  readonly stateDirectory: string;
  /** The tokens it knows, and the teams that they act for. Teams never see each other's. */
  readonly accounts: readonly Account[];
  /** Whether the DNS of a name leads to Vercel, for names outside of the teams' own zones; by default it does. */
  readonly verifyDomain?: (name: string) => Promise<boolean>;
  /** Told of every request before it is answered. */
  readonly onRequest?: (request: VercelRequest) => void;
}

/** A stand-in of Vercel's REST API. */
export interface Vercel extends Listening {
  /** Makes the next requests of a kind fail. */
  failNext(plan: FaultPlan): void;
}

/**
 * Serves what stands in for Vercel's REST API: projects, their variables, domains and retention, and DNS records. What was
 * made outlives the process.
 *
 * @throws Fault when the port is taken, or the state directory holds something else
 *
 * @example
 * const vercel = await serveVercel({ stateDirectory: "state", accounts: [{ token: "t", team: { id: "team_a", slug: "a", name: "A" } }] });
 * const client = new Vercel({ bearerToken: "t", serverURL: vercel.url });
 */
export async function serveVercel(options: VercelOptions): Promise<Vercel> {
  const { port = 0, stateDirectory, verifyDomain = async () => true, onRequest = () => {} } = options;
  const accounts = z.array(account).parse(options.accounts);
  const file = await openStateFile(stateDirectory, "vercel.json", state, emptyState);
  const faults = new Faults();
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    onRequest({ method: c.req.method, path: c.req.path });
    await next();
  });
  app.use(faults.middleware((status, message) => ({ error: { code: `status_${status}`, message } })));
  const api = vercelApi({ accounts, state: file.state, save: file.save, leadsHere: verifyDomain });
  app.all("*", (c) => api.fetch(c.req.raw));
  const listening = await listen("The stand-in of Vercel", app, port);
  return { ...listening, failNext: (plan) => faults.failNext(plan) };
}
