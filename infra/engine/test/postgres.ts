import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";

const SUPERUSER = { name: "postgres", password: "superuser-of-a-test" };

/** A real Postgres server for a test, on a free port. */
export interface TestPostgres {
  readonly port: number;
  readonly superuser: typeof SUPERUSER;
  query(sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** Starts a Postgres server whose data is gone when it is stopped. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const directory = await mkdtemp(join(tmpdir(), "live-listen-postgres-"));
  // As root the server runs as another user, who has to get there.
  await chmod(directory, 0o755);
  const server = await startPostgresServer({
    dataDirectory: join(directory, "data"),
    binariesDirectory: join(tmpdir(), "live-listen-postgres-binaries"),
    port: 0,
    superuser: SUPERUSER,
    settings: { fsync: "off" },
  });
  const pool = new pg.Pool({ connectionString: server.url(), max: 1 });
  return {
    port: server.port,
    superuser: SUPERUSER,
    query: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    stop: async () => {
      await pool.end();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
