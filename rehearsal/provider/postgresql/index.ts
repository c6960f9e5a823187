import { definePackage } from "../table/package.ts";
import { PostgresClient } from "./client.ts";
import { configuration } from "./configuration.ts";
import { database } from "./database/index.ts";
import { role } from "./role/index.ts";

/** The package `@pulumi/postgresql`, as far as it is served: SQL on a real server. */
export const postgresql = definePackage({
  name: "postgresql",
  configuration,
  resources: [database, role],
  connect: (options) => new PostgresClient(options),
  disconnect: (client) => client.close(),
});
