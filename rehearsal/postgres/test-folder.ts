import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PostgresServerOptions } from "./server.ts";

/** A folder for one test, removed with everything in it when the test lets go of it (`await using`). */
export interface TestFolder extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a folder that the server's user may enter, whoever that is.
 *
 * @returns to be bound with `await using`
 */
export async function makeTestFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "rehearsal-"));
  await chmod(path, 0o755);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

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
