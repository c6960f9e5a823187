import { join } from "node:path";
import type { PostgresServerOptions } from "./server.ts";

/** Options of a server for tests: any port, data in the folder, and no waiting for the disk. */
export function testServerOptions(folder: string): PostgresServerOptions {
  return {
    dataDirectory: join(folder, "data"),
    binariesDirectory: join(folder, "binaries"),
    port: 0,
    superuser: { name: "admin", password: "p w/ö'\"d" },
    settings: { fsync: "off" },
  };
}
