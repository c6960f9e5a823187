import type { Release } from "@live-listen/protocol";
import { Client } from "pg";
import { messageOf } from "../log/error-message.ts";
import { OperatorFault } from "../operator-fault.ts";
import { connectionConfig } from "./connection.ts";

/** Name under which a run of migrations shows up in `pg_stat_activity`. */
export function migrationApplicationName(release: Release): string {
  return `live-listen-migrate/${release.version}`;
}

/**
 * Connects as the database's owner.
 *
 * @throws a sentence when the database can't be reached or doesn't let the owner in.
 */
export async function openOwnerSession(url: string, release: Release): Promise<Client> {
  const session = new Client(connectionConfig(url, migrationApplicationName(release)));
  // A connection that breaks also fails the query under way, which is where it is dealt with.
  session.on("error", () => {});
  try {
    await session.connect();
  } catch (error) {
    throw new OperatorFault(
      `The database can't be reached as its owner (${messageOf(error)}): start it, or correct MIGRATION_DATABASE_URL.`,
    );
  }
  return session;
}
