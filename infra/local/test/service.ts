import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import type { ServiceCommand } from "../service-process.ts";

/** A service that is healthy on a port, and answers there with its environment variables. */
const HEALTHY = `
  const { createServer } = await import("node:http");
  console.log("begins");
  const server = createServer((request, response) => response.end(JSON.stringify(process.env)));
  server.listen(Number(process.argv[2]), "127.0.0.1");
  process.on("SIGTERM", () => { console.log("stops"); server.closeAllConnections(); server.close(); });`;

/**
 * Writes a service into a folder.
 *
 * @param code of a module that gets its port as its only argument; by default of one that is healthy.
 */
export async function makeService(
  folder: string,
  code: string = HEALTHY,
): Promise<ServiceCommand & { readonly script: string }> {
  const script = join(folder, `service-${crypto.randomUUID()}.mjs`);
  await writeFile(script, code);
  const port = await findFreePort();
  return {
    name: "the service",
    script,
    args: [script, String(port)],
    variables: { ITS_OWN: "yes" },
    logFile: join(folder, "logs", "service.log"),
    healthUrl: `http://127.0.0.1:${port}/`,
  };
}
