import pg from "pg";

/** Where a server is and as whom it is asked. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const CONNECT_MILLISECONDS = 1_000;

/**
 * Asks a server one question over a connection of its own. Nothing of this machine's `PG*` environment has a say.
 *
 * @param sql one statement without parameters
 * @returns the first row's values by column name, as text; undefined when there is no row
 * @throws the error of node-postgres or of the server
 */
export async function ask(address: Address, sql: string): Promise<Record<string, string | null> | undefined> {
  const client = new pg.Client({
    ...address,
    ssl: false,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    // An empty text would let PGOPTIONS and PGAPPNAME in.
    options: "-c client_min_messages=warning",
    application_name: "rehearsal",
    types: { getTypeParser: () => (text: string) => text },
  });
  // A server that goes away between two replies is reported by the query as well.
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, string | null>>(sql);
    return rows[0];
  } finally {
    await client.end().catch(() => {});
  }
}
