import { Pool } from "pg";
import type { Log } from "../log/log.ts";
import { connectionConfig } from "./connection.ts";

/** Connections of one process. Two instances side by side during a deploy, plus a migration, stay far below the hundred of a small server. */
const MAXIMUM_CONNECTIONS = 10;

/** Time that a statement may take; the server ends it, and a moment later the client gives up by itself. */
const STATEMENT_TIMEOUT_MILLISECONDS = 10_000;
const QUERY_TIMEOUT_MILLISECONDS = 12_000;

const IDLE_TIMEOUT_MILLISECONDS = 30_000;

/** Connections are made anew now and then, so that a changed address of the database is found without a restart. */
const MAXIMUM_LIFETIME_SECONDS = 30 * 60;

/**
 * Makes the pool through which the app reaches its database. Connects at the first query. A server that goes away fails the queries under way
 * and nothing else; the next ones connect again.
 */
export function createPool({ url, applicationName, log }: { url: string; applicationName: string; log: Log }): Pool {
  const pool = new Pool({
    ...connectionConfig(url, applicationName),
    max: MAXIMUM_CONNECTIONS,
    idleTimeoutMillis: IDLE_TIMEOUT_MILLISECONDS,
    maxLifetimeSeconds: MAXIMUM_LIFETIME_SECONDS,
    statement_timeout: STATEMENT_TIMEOUT_MILLISECONDS,
    query_timeout: QUERY_TIMEOUT_MILLISECONDS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MILLISECONDS,
  });
  pool.on("error", (error) => log.warn({ err: error }, "an idle connection to the database broke"));
  // The pool listens only while a client is idle: without this, one that breaks between the statements of a transaction ends the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
