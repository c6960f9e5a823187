/**
 * A process of its own that starts a server and stays, for tests that kill it. Its only argument is the options as
 * JSON; it prints `{pid, port, adopted}` or `{fault}` as JSON.
 */
import { startPostgresServer } from "./start.ts";

const [options = "{}"] = process.argv.slice(2);
try {
  const { pid, port, adopted } = await startPostgresServer(JSON.parse(options));
  process.stdout.write(`${JSON.stringify({ pid, port, adopted })}\n`);
  setInterval(() => {}, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ fault: error instanceof Error ? error.message : String(error) })}\n`);
}
