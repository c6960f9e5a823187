import type { Router } from "../edge/router.ts";
import type { Fault } from "../fault.ts";
import type { Pace } from "../pace.ts";
import type { ServersOptions } from "./postgres/servers.ts";
import type { Workspace } from "./workspace.ts";

/** One request as it is told to whoever watches. Nothing of what it carries is in it. */
export interface RenderRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** What a stand-in of Render is started with. */
export interface RenderOptions {
  /** 0, the default, for any free one. */
  readonly port?: number;
  /** Where it remembers what was made; is made when it is missing. */
  readonly stateDirectory: string;
  /** Where the Postgres servers behind the instances are kept. */
  readonly postgres: ServersOptions;
  /** The API keys it knows, and the workspaces that they may use. Workspaces never see each other's. */
  readonly workspaces: readonly Workspace[];
  /** How fast Render's time goes by; as at Render by default. */
  readonly pace?: Pace;
  /** Whether the DNS of a name leads to Render; by default it does. */
  readonly verifyDomain?: (name: string) => Promise<boolean>;
  /** Told of every request before it is answered. */
  readonly onRequest?: (request: RenderRequest) => void;
  /** Told when a service doesn't run, or a Postgres instance is unavailable or can't be backed up, and why; by default that is printed. */
  readonly onFault?: (fault: Fault) => void;
  /** The image store whose images services run; without it they are recorded and not run. */
  readonly images?: { readonly store: string };
  /** Where the host names of services are answered; without it nobody is led to what runs. */
  readonly edge?: Router;
  /** Addresses that requests come to services by, behind their client's: Render's own domain and all others are behind Cloudflare. */
  readonly via?: readonly string[];
}
