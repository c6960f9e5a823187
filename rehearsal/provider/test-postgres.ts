import { readFile } from "node:fs/promises";
import pg from "pg";
import { startPostgresServer } from "../postgres/start.ts";
import { makeTemporaryFolder } from "../postgres/temporary-folder.ts";
import { testServerOptions } from "../postgres/test-options.ts";
import { type ProviderServer, serveProvider } from "./serve.ts";
import type { ProviderCall } from "./service/method.ts";
import { TestEngine, wireSecret } from "./test-engine.ts";

/** A real server that logs every statement, a provider, and an engine whose default provider points at the server. */
export interface TestBed extends AsyncDisposable {
  readonly engine: TestEngine;
  readonly provider: ProviderServer;
  /** The `postgresql` provider's configuration as the engine sends it. */
  readonly configuration: Parameters<TestEngine["configure"]>[1];
  /** Every call so far. */
  readonly calls: ProviderCall[];
  /** Runs SQL as the superuser, or as whoever the options say. */
  sql<Row extends object>(
    text: string,
    options?: { database?: string; user?: string; password?: string },
  ): Promise<Row[]>;
  /** What the server has logged so far. */
  log(): Promise<string>;
}

/** Sets a test bed up; to be disposed of when the tests are done. */
export async function makeTestBed(): Promise<TestBed> {
  const folder = await makeTemporaryFolder();
  const options = testServerOptions(folder.path);
  const server = await startPostgresServer({ ...options, settings: { fsync: "off", log_statement: "all" } });
  const calls: ProviderCall[] = [];
  const provider = await serveProvider({ onCall: (call) => calls.push(call) });
  const configuration = {
    host: server.host,
    port: String(server.port),
    username: options.superuser.name,
    password: wireSecret(options.superuser.password),
    sslmode: "disable",
    version: "3.18.1",
  };
  const engine = await TestEngine.connect(provider.port, "postgresql", configuration);
  return {
    engine,
    provider,
    configuration,
    calls,
    log: () => readFile(server.logFile, "utf8"),
    async sql(text, { database, user, password } = {}) {
      const client = new pg.Client({
        connectionString: server.url(database),
        ...(user !== undefined && {
          connectionString: undefined,
          host: server.host,
          port: server.port,
          database,
          user,
          password,
        }),
      });
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end();
      }
    },
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await provider.stop();
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
