import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The server of a data directory: its process id and its port. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** What `postmaster.pid`, a server's lock on its data directory, says of the server that wrote it. */
export interface PostmasterPid extends Postmaster {
  /** Whether it has bound its port and lets sessions in. */
  readonly ready: boolean;
}

/** Where a data directory's `postmaster.pid` is. */
export function postmasterPidPath(dataDirectory: string): string {
  return join(dataDirectory, "postmaster.pid");
}

/**
 * Reads a `postmaster.pid`: pid, data directory, start time, port, socket folder, address, shared memory and status on
 * a line each (src/include/utils/pidfile.h of PostgreSQL).
 *
 * @returns undefined when the text is cut off or damaged
 */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const [pid, , , port, , , , status] = text.split("\n").map((line) => line.trim());
  if (!/^[1-9]\d{0,9}$/.test(pid ?? "") || !/^\d{1,5}$/.test(port ?? "")) return undefined;
  return { pid: Number(pid), port: Number(port), ready: status === "ready" };
}

/** Reads the `postmaster.pid` of a data directory; undefined when there is none that can be read. */
export async function readPostmasterPid(dataDirectory: string): Promise<PostmasterPid | undefined> {
  const text = await readFile(postmasterPidPath(dataDirectory), "utf8").catch(() => "");
  return parsePostmasterPid(text);
}
