import type { ClientBase, ClientConfig } from "pg";
import { SCHEMA } from "./names.ts";

/** What can run a query: a client, or a pool of them. */
export type Queryable = Pick<ClientBase, "query">;

/** Time to get a connection; within one data centre it takes a few milliseconds or doesn't come about at all. */
export const CONNECTION_TIMEOUT_MILLISECONDS = 2_000;

/**
 * Settings that every connection has, whoever makes it.
 *
 * The search path is set with the connection, not by the role: names without a schema mean ours from the first statement on, and temporary tables
 * can't shadow them (PostgreSQL manual, "Writing SECURITY DEFINER Functions Safely").
 *
 * @param url of the database.
 * @param applicationName shown by `pg_stat_activity`; Postgres cuts it at 63 bytes.
 */
export function connectionConfig(url: string, applicationName: string): ClientConfig {
  return {
    connectionString: url,
    application_name: applicationName.slice(0, 63),
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MILLISECONDS,
    keepAlive: true,
    options: `-c search_path=${SCHEMA},pg_temp`,
  };
}
