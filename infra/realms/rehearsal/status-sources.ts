import { type Environment, environments, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { RenderClient } from "../../platforms/render/client.ts";
import { findByName } from "../../platforms/render/find.ts";
import { VercelClient } from "../../platforms/vercel/client.ts";
import { findProjectId } from "../../platforms/vercel/project.ts";
import { type HostedName, RENDER_OWNER_ID, type RehearsalCredentials, VERCEL_TEAM_ID } from "./credentials.ts";
import { FAULTS, type FaultSwitch, offCommand } from "./faults/catalogue.ts";
import { faultsInForce } from "./faults/control.ts";
import { rehearsalNetwork } from "./network.ts";
import type { DatabaseStatus, FaultInForce, SeparationStatus } from "./status/model.ts";
import type { EnvironmentSource, HostedSource, StatusSources } from "./status/sources.ts";
import type { RehearsalServices } from "./told.ts";

/** The stand-ins are on this machine: one that hasn't answered by then is out of order. */
const LOOK_MILLISECONDS = 5_000;

/** What is known besides by whoever has started it all. */
export interface StartedBy {
  /** The local environment's database. */
  readonly localDatabase: () => Promise<DatabaseStatus>;
  readonly separation?: () => Promise<SeparationStatus | undefined>;
}

/** Where the status of the three environments is taken from, while the rehearsal's services are there. */
export function statusSources(
  services: RehearsalServices,
  credentials: RehearsalCredentials,
  { localDatabase, separation }: StartedBy,
): StatusSources {
  return {
    environments: environments.map((row) => sourceOf(row, services, credentials, localDatabase)),
    separation,
    faults: async () => (await faultsInForce(services.control)).map(faultInWords),
  };
}

function sourceOf(
  row: Environment,
  services: RehearsalServices,
  credentials: RehearsalCredentials,
  localDatabase: () => Promise<DatabaseStatus>,
): EnvironmentSource {
  const { name, webUrl: web, apiUrl: api, wsUrl: ws } = row;
  const common = { name, urls: { web, api, ws }, upWith: "npm start" };
  if (!isHosted(row)) return { ...common, runs: { on: "this machine", database: localDatabase } };
  return {
    ...common,
    network: rehearsalNetwork(services),
    openWith: `npm run open -- ${name}`,
    runs: { on: "platforms", find: () => findAtPlatforms(row, services, credentials) },
  };
}

/** By the names that the program gives: asking the engine for a stack's outputs would take a process at every look. */
async function findAtPlatforms(
  row: HostedEnvironment,
  { renderUrl, vercelUrl }: RehearsalServices,
  credentials: RehearsalCredentials,
): Promise<HostedSource | undefined> {
  const { renderApiKey, vercelApiToken } = credentials[row.name as HostedName];
  const render = { url: renderUrl, apiKey: renderApiKey };
  const vercel = { url: vercelUrl, token: vercelApiToken, teamId: VERCEL_TEAM_ID };
  const signal = AbortSignal.timeout(LOOK_MILLISECONDS);
  const client = new RenderClient(render, signal);
  const [[apiServiceId], [databaseId], vercelProjectId] = await Promise.all([
    findByName(client, "webService", RENDER_OWNER_ID, `${row.secrets.renderProject}-api`),
    findByName(client, "postgres", RENDER_OWNER_ID, row.database.server),
    findProjectId(new VercelClient(vercel, signal), row.secrets.vercelProject),
  ]);
  if (!apiServiceId || !databaseId || !vercelProjectId) return undefined;
  return { apiServiceId, databaseId, vercelProjectId, render, vercel };
}

function faultInWords(one: FaultSwitch): FaultInForce {
  const { fault, environment } = one;
  const platform = fault.startsWith("render-") ? "Render" : "Vercel";
  return { name: fault, on: environment ?? platform, detail: FAULTS[fault].detail, offWith: offCommand(one) };
}
