import pg from "pg";

/** Runs SQL over a connection of its own. @returns the rows */
export async function query(connectionString: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  // A server that goes away is reported by the query, too.
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
