import pg from "pg";
import type { Configuration } from "./configuration.ts";
import { connectionFault } from "./refusal.ts";
import { tlsOptions } from "./tls.ts";

/** Connections that nobody uses are let go soon: an idle one would keep its database from being dropped. */
const IDLE_MILLISECONDS = 1_000;

/** One connection, while it is lent. */
export interface PostgresSession {
  /** Runs one statement. @returns its rows */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * A PostgreSQL server as one user sees it. It connects when it is first asked something, with what the configuration
 * says and nothing of this machine's `PG*` environment.
 */
export class PostgresClient {
  readonly configuration: Configuration;
  readonly #pool: pg.Pool;

  constructor(configuration: Configuration) {
    this.configuration = configuration;
    const { connectTimeout, maxConnections } = configuration;
    this.#pool = new pg.Pool({
      ...this.#connection(configuration.database),
      connectionTimeoutMillis: connectTimeout * 1_000,
      max: maxConnections || Number.MAX_SAFE_INTEGER,
      idleTimeoutMillis: IDLE_MILLISECONDS,
      allowExitOnIdle: true,
    });
    // An idle connection that the server ends is replaced at the next question.
    this.#pool.on("error", () => {});
  }

  /** The role that the user acts as. */
  get role(): string {
    return this.configuration.databaseUsername ?? this.configuration.username;
  }

  /**
   * Lends a connection.
   *
   * @param signal when it ends, the statement under way is cancelled on the server
   * @param database another one than the configured, over a connection of its own
   * @throws Fault when the server can't be reached; the signal's reason when that has ended
   */
  async session<Result>(
    signal: AbortSignal,
    work: (session: PostgresSession) => Promise<Result>,
    database?: string,
  ): Promise<Result> {
    signal.throwIfAborted();
    const { client, release } = await this.#connect(database);
    const cancel = (): void => void this.#cancelQuery(client);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await work({
        async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
          signal.throwIfAborted();
          return (await client.query<Row>(text, [...values])).rows;
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", cancel);
      await release();
    }
  }

  /** Lends a connection for one transaction: all of it happens or nothing. @see session */
  async transaction<Result>(
    signal: AbortSignal,
    work: (session: PostgresSession) => Promise<Result>,
    database?: string,
  ): Promise<Result> {
    return this.session(
      signal,
      async (session) => {
        await session.query("begin");
        const result = await work(session);
        await session.query("commit");
        return result;
      },
      database,
    );
  }

  /** Lets go of every connection. */
  async close(): Promise<void> {
    await this.#pool.end();
  }

  #connection(database: string): pg.ClientConfig {
    const { host, port, username, password } = this.configuration;
    return {
      host,
      port,
      user: username,
      // A function, because an empty text would be looked for in PGPASSWORD and ~/.pgpass.
      password: () => password ?? "",
      database,
      ssl: tlsOptions(this.configuration),
      application_name: "pulumi",
      client_encoding: "UTF8",
      options: "-c client_min_messages=warning",
    };
  }

  async #connect(database: string | undefined): Promise<{ client: pg.ClientBase; release: () => Promise<void> }> {
    try {
      if (database === undefined || database === this.configuration.database) {
        const client = await this.#pool.connect();
        // A connection in a transaction that was not ended is not lent again.
        return { client, release: async () => client.release(client.getTransactionStatus() !== "I") };
      }
      const client = new pg.Client({
        ...this.#connection(database),
        connectionTimeoutMillis: this.configuration.connectTimeout * 1_000,
      });
      client.on("error", () => {});
      await client.connect();
      return { client, release: () => client.end() };
    } catch (error) {
      throw connectionFault(error, this.configuration);
    }
  }

  async #cancelQuery(client: pg.ClientBase): Promise<void> {
    // node-postgres keeps the server's process id without typing it.
    const pid: unknown = Reflect.get(client, "processID");
    const other = new pg.Client(this.#connection(this.configuration.database));
    other.on("error", () => {});
    try {
      await other.connect();
      await other.query("select pg_cancel_backend($1)", [pid]);
    } catch {
      // The server is gone, and the statement with it.
    } finally {
      await other.end().catch(() => {});
    }
  }
}
