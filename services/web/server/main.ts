import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { WebFault } from "./fault.ts";
import { startWebServer } from "./server.ts";
import { parseWebVariables } from "./variables.ts";

const DEFAULT_PORT = 3000;
const DEFAULT_DIRECTORY = resolve(import.meta.dirname, "../dist");
const USAGE = "Usage: node --env-file=.env server/main.ts [--port 3000] [--directory dist]";

try {
  const { port, directory } = readArguments();
  const parsed = parseWebVariables(process.env);
  if (!parsed.ok) fail(2, ...parsed.faults, "Copy .env.example to .env, or pass the variables in the environment.");
  // Only a developer's own machine shows the page to nobody else; a container is reached from outside of itself.
  const host = parsed.variables.NEXT_PUBLIC_APP_ENV === "local" ? "127.0.0.1" : "0.0.0.0";
  const server = await startWebServer({ directory, port, host, variables: parsed.variables });
  console.log(`Serving the page of ${parsed.variables.NEXT_PUBLIC_APP_ENV} on ${server.url}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      // A second signal of either kind finds no listener of ours and ends the process at once.
      process.removeAllListeners("SIGTERM").removeAllListeners("SIGINT");
      void server.stop();
    });
  }
} catch (error) {
  if (!(error instanceof WebFault)) throw error;
  fail(1, error.message);
}

function readArguments(): { port: number; directory: string } {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" }, directory: { type: "string" } } });
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(2, `--port must be a number up to 65535.`, USAGE);
    return { port, directory: resolve(values.directory ?? DEFAULT_DIRECTORY) };
  } catch (error) {
    fail(2, error instanceof Error ? error.message : String(error), USAGE);
  }
}

function fail(code: 1 | 2, ...sentences: string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(code);
}
