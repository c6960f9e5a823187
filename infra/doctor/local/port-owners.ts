import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "../../alive.ts";
import { findHost } from "../../hosting/host.ts";
import { findableBackingServices } from "../../local/backing-services.ts";
import { notedProcess } from "../../local/leftover.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { SERVICE_SCRIPTS } from "../../local/services.ts";
import { startLockHolder } from "../../local/start-lock.ts";

/** The process of this clone that serves, or runs what serves. */
export async function serviceOwner(paths: LocalPaths, service: "api" | "web"): Promise<number | undefined> {
  return (await notedProcess(paths, service, SERVICE_SCRIPTS[service])) ?? (await startLockHolder(paths));
}

/** The process of this clone that hosts Postgres on a port; or the server itself when its host was killed, which the next start takes over. */
export async function postgresOwner(paths: LocalPaths, port: number): Promise<number | undefined> {
  const host = await findHost(findableBackingServices(paths));
  if (host?.told.postgresPort === port) return host.pid;
  // Process id, folder, time and port, a line each (PostgreSQL, src/include/utils/pidfile.h).
  const file = await readFile(join(paths.postgresData, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , listens] = file.split("\n").map(Number);
  return pid && listens === port && isAlive(pid) ? pid : undefined;
}
