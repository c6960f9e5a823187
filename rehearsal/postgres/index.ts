export { Fault } from "../fault.ts";
export { postgresMajorVersion } from "./bundled-binaries.ts";
export { findFreePort } from "./ports.ts";
export type { PostgresServer, PostgresServerOptions } from "./server.ts";
export { startPostgresServer } from "./start.ts";
export { startTemporaryPostgresServer, type TemporaryPostgresServer } from "./temporary-server.ts";
