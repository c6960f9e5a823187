import { z } from "zod";
import type { RenderClient } from "./client.ts";

const postgresSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  /** `available` once it takes connections. */
  status: z.string(),
  plan: z.string(),
  version: z.string(),
  region: z.string(),
  /** Render may have put a suffix to the name that was asked for. */
  databaseName: z.string(),
});

/** A Postgres instance of Render. */
export type RenderPostgres = z.infer<typeof postgresSchema>;

/** The Postgres instance of an id; undefined when there is none. */
export function findPostgres(client: RenderClient, id: string): Promise<RenderPostgres | undefined> {
  return client.get(`/postgres/${encodeURIComponent(id)}`, postgresSchema);
}

const connectionInfoSchema = z.object({ externalConnectionString: z.string() });

/** The connection string of an instance for those outside of Render's network, password and all; undefined when there is no such instance. */
export async function externalConnectionString(client: RenderClient, id: string): Promise<string | undefined> {
  const found = await client.get(`/postgres/${encodeURIComponent(id)}/connection-info`, connectionInfoSchema);
  return found?.externalConnectionString;
}
