import { startTemporaryPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";

/** A real Postgres server for a test, on a free port. */
export interface TestPostgres {
  readonly port: number;
  readonly superuser: { readonly name: string; readonly password: string };
  query(sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** Starts a Postgres server whose data is gone when it is stopped. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const server = await startTemporaryPostgresServer();
  return {
    port: server.port,
    superuser: server.superuser,
    query: async (sql) => {
      const client = new pg.Client({ connectionString: server.url() });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    },
    stop: () => server.stop(),
  };
}
