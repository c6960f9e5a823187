import pg from "pg";
import { messageOf } from "../../../../fault.ts";
import type { DatabaseStatus } from "../model.ts";

const CONNECT_MILLISECONDS = 3_000;

/**
 * Looks at a Postgres database of this machine, as whoever has its connection string.
 *
 * @param databaseUrl is not told, but for where it leads.
 * @returns never rejects: a database that can't be had is told so.
 */
export async function localDatabase(databaseUrl: string): Promise<DatabaseStatus> {
  const { host, pathname } = new URL(databaseUrl);
  const name = decodeURIComponent(pathname.slice(1));
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MILLISECONDS });
  // A connection that is cut off later than that ends nothing but itself.
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    const [version = ""] = rows[0]?.server_version.split(" ") ?? [];
    return { name, state: "available", detail: `Postgres ${version}, ${host}` };
  } catch (error) {
    return { name, state: "unavailable", detail: `${host} can't be reached: ${messageOf(error)}` };
  } finally {
    await client.end().catch(() => {});
  }
}
