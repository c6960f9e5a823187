import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalPaths } from "../paths.ts";

/** Lets the local Postgres server take no new connections, until it is let go: a client waits, as for a server that hangs. */
export async function holdPostgres(paths: LocalPaths): Promise<() => void> {
  const pid = Number.parseInt(await readFile(join(paths.postgresData, "postmaster.pid"), "utf8"), 10);
  process.kill(pid, "SIGSTOP");
  return () => process.kill(pid, "SIGCONT");
}
