import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";

/** A database as the API gets it: empty, with an owner who is no superuser. */
export interface TestDatabase extends AsyncDisposable {
  readonly ownerUrl: string;
  /** Of the app's role, which the first migration makes. */
  readonly appUrl: string;
}

/** Starts a PostgreSQL server of its own with one empty database. It may lose its data, and is gone afterwards. */
export async function startDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "live-listen-browser-"));
  // The server may run as another user, who has to get through.
  await chmod(folder, 0o755);
  const server = await startPostgresServer({
    dataDirectory: join(folder, "data"),
    binariesDirectory: join(tmpdir(), "live-listen-browser-postgres"),
    port: 0,
    superuser: { name: "admin", password: "admin-password" },
    settings: { fsync: "off" },
  });
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  await client.query("create role web_owner login createrole createdb password 'owner-password'");
  await client.query("create database web owner web_owner");
  await client.end();
  const at = new URL(server.url()).host;
  return {
    ownerUrl: `postgresql://web_owner:owner-password@${at}/web`,
    appUrl: `postgresql://web_app:app-password@${at}/web`,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
