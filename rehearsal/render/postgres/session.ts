import pg from "pg";

/**
 * Works with a database over a connection of its own, which ends with the work. Statements that fail are not logged,
 * since there may be a password in them.
 *
 * @param url of a superuser
 */
export async function inSession<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away is reported by the query that it fails, too.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SET log_min_error_statement = panic");
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
