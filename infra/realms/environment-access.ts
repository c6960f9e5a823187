import type { HostedEnvironment } from "@live-listen/stacks";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { RenderClient } from "../platforms/render/client.ts";
import { readEnvVars } from "../platforms/render/env-vars.ts";
import { externalConnectionString } from "../platforms/render/postgres.ts";
import type { Network } from "../releases/network.ts";
import type { EnvironmentAccess } from "../releases/separation/doors.ts";
import { readOutputs } from "./outputs.ts";
import type { HostedStack } from "./realm.ts";

const outputsSchema = z.object({ apiServiceId: z.string(), databaseId: z.string() });
const variablesSchema = z.object({ DATABASE_URL: z.url(), MIGRATION_DATABASE_URL: z.url() });

/**
 * Finds out how an environment is reached and what its services know, from the platform that runs them. What it returns is secret.
 *
 * @param network how its addresses are reached from here.
 * @throws Fault when the environment was not brought up.
 */
export async function environmentAccess(
  row: HostedEnvironment,
  opened: HostedStack,
  network: Network | undefined,
): Promise<EnvironmentAccess> {
  const { render } = await opened.access();
  const client = new RenderClient(render);
  const { apiServiceId, databaseId } = await readOutputs(row, opened, outputsSchema);
  const variables = variablesSchema.safeParse(await readEnvVars(client, apiServiceId));
  const address = await externalConnectionString(client, databaseId);
  if (!variables.success || address === undefined) {
    throw new Fault(
      `What ${row.name} has at Render is not what its stack says: run \`npm run doctor -- ${row.name}${opened.verbSuffix}\`.`,
    );
  }
  const url = new URL(address);
  return {
    name: row.name,
    webUrl: row.webUrl,
    apiUrl: row.apiUrl,
    wsUrl: row.wsUrl,
    network,
    databaseUrls: [variables.data.DATABASE_URL, variables.data.MIGRATION_DATABASE_URL],
    databaseAddress: {
      host: url.hostname,
      port: Number(url.port || 5432),
      database: decodeURIComponent(url.pathname.slice(1)),
      // Render takes no connection from outside without it.
      tls: url.hostname.endsWith(".render.com"),
    },
  };
}
