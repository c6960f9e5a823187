import { environments, isHosted } from "@live-listen/stacks";
import type { Network } from "../../../releases/network.ts";
import { type HostedName, RENDER_OWNER_ID, type RehearsalCredentials, VERCEL_TEAM_ID } from "../credentials.ts";
import type { RehearsalServices } from "../services.ts";
import { localDatabase } from "./collect/local-database.ts";
import { hostedFinder } from "./find-hosted.ts";
import type { EnvironmentSource, StatusSources } from "./sources.ts";

/** What is known of a rehearsal that runs. */
export interface RehearsalSourcesOptions extends Pick<StatusSources, "separation" | "faults"> {
  readonly services: Pick<RehearsalServices, "renderUrl" | "vercelUrl">;
  readonly credentials: RehearsalCredentials;
  /** How the hosted environments' own addresses are reached. */
  readonly network: Network;
  /** The connection string of the local environment's API. */
  readonly localDatabaseUrl: string;
}

/** Where the status of a rehearsal's three environments is taken from. */
export function rehearsalSources(options: RehearsalSourcesOptions): StatusSources {
  const { services, credentials, network, localDatabaseUrl, separation, faults } = options;
  const sources = environments.map((row): EnvironmentSource => {
    const { name } = row;
    const shown = { name, urls: { web: row.webUrl, api: row.apiUrl, ws: row.wsUrl }, upWith: "npm start" };
    if (!isHosted(row))
      return { ...shown, runs: { on: "this machine", database: () => localDatabase(localDatabaseUrl) } };
    const { renderApiKey, vercelApiToken } = credentials[name as HostedName];
    const find = hostedFinder(row, {
      render: { url: services.renderUrl, apiKey: renderApiKey, ownerId: RENDER_OWNER_ID },
      vercel: { url: services.vercelUrl, token: vercelApiToken, teamId: VERCEL_TEAM_ID },
    });
    return { ...shown, network, openWith: `npm run open -- ${name}`, runs: { on: "platforms", find } };
  });
  return { environments: sources, separation, faults };
}
