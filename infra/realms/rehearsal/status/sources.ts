import type { RenderAccess } from "../../../platforms/render/client.ts";
import type { VercelAccess } from "../../../platforms/vercel/client.ts";
import type { Network } from "../../../releases/network.ts";
import type { DatabaseStatus, FaultInForce, SeparationStatus } from "./model.ts";

/** Where an environment's things are at the platforms, and how those are reached. */
export interface HostedSource {
  readonly render: RenderAccess;
  readonly vercel: VercelAccess;
  readonly apiServiceId: string;
  readonly databaseId: string;
  readonly vercelProjectId: string;
}

/** Where the status of an environment is taken from. */
export interface EnvironmentSource {
  readonly name: string;
  /** Origins, as the matrix has them. */
  readonly urls: { readonly web: string; readonly api: string; readonly ws: string };
  /** How those are reached; the internet when undefined. */
  readonly network?: Network | undefined;
  /** The command that opens a browser which finds the addresses here; undefined where any browser does. */
  readonly openWith?: string | undefined;
  /** The command that brings it up: it is named while there is nothing. */
  readonly upWith: string;
  /** What runs it. */
  readonly runs:
    | {
        readonly on: "platforms";
        /** Asked at each look; undefined while the environment was not brought up. */
        readonly find: () => Promise<HostedSource | undefined>;
      }
    | {
        readonly on: "this machine";
        /** The environment's own database, as whoever runs it knows it. */
        readonly database: () => Promise<DatabaseStatus>;
      };
}

/** Where everything that the page shows is taken from. */
export interface StatusSources {
  readonly environments: readonly EnvironmentSource[];
  readonly separation?: (() => Promise<SeparationStatus | undefined>) | undefined;
  readonly faults?: (() => Promise<readonly FaultInForce[]>) | undefined;
}
