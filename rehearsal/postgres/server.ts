import { createHash } from "node:crypto";
import type { Address } from "./question.ts";

/** How a server is started. */
export interface PostgresServerOptions {
  /** Where its data is kept; made when absent. */
  readonly dataDirectory: string;
  /** Port of 127.0.0.1; 0 for any free one. */
  readonly port: number;
  /** The role that `initdb` makes; later starts need the same one. */
  readonly superuser: { readonly name: string; readonly password: string };
  /**
   * The size of a file of write-ahead log in MiB, a power of 2 from 1 to 1024; 16 by default, as PostgreSQL's own. It counts
   * when the data is made, and is the data's own from then on.
   */
  readonly walSegmentMegabytes?: number;
  /** Where the programs are copied when the user that runs the server can't reach them in node_modules. */
  readonly binariesDirectory: string;
  /** Where the server writes its log; by default `server.log` in the data directory. */
  readonly logFile?: string;
  /** Settings of the server by name, as in postgresql.conf. `fsync: "off"` is for data that may be lost. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what takes its time, a phrase at a time. */
  readonly onProgress?: (what: string) => void;
}

/** A running server. */
export interface PostgresServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** The postmaster's process id. */
  readonly pid: number;
  /** Whether it already ran and was taken over. */
  readonly adopted: boolean;
  /** Where its log is. */
  readonly logFile: string;
  /** The superuser's connection URL, password included; of the database `postgres` unless another is named. */
  url(database?: string): string;
  /** Ends sessions, writes everything and waits until it has ended; does nothing the second time. */
  stop(): Promise<void>;
}

/** The address of a server's own database as its superuser. */
export function superuserAddress(options: Pick<PostgresServerOptions, "superuser">, port: number): Address {
  const { name, password } = options.superuser;
  return { host: "127.0.0.1", port, user: name, password, database: "postgres" };
}

/**
 * A mark of the settings a server was started with, which it carries as a setting of its own: a server with other
 * settings is not taken over.
 */
export function settingsMark(settings: Readonly<Record<string, string>> = {}): string {
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 16);
}

/** The connection URL of a server's database. */
export function connectionUrl({ host, port, user, password, database }: Address): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`;
}
