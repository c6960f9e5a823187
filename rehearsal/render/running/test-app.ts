import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publishImage } from "../../images/index.ts";

/** A web service of one file, that tells what it is asked for, and does what its variables say. */
const APP = `
import { createServer } from "node:http";
import { readFileSync } from "node:fs";

const version = readFileSync(new URL("./version", import.meta.url), "utf8");
const { NEVER_HEALTHY, EXIT_AT_ONCE, IGNORE_SIGTERM } = process.env;
if (process.argv[2] === "migrate") {
  console.log("migrating " + version);
  if (process.env.MIGRATION_FAILS) { console.error("no such table"); process.exit(3); }
  if (process.env.MIGRATION_TAKES) await new Promise((resolve) => setTimeout(resolve, Number(process.env.MIGRATION_TAKES)));
  process.exit(0);
}
if (EXIT_AT_ONCE) process.exit(4);
let healthy = !NEVER_HEALTHY;
let checked;
const server = createServer((request, response) => {
  if (request.url === "/healthz") {
    const { host } = request.headers;
    if (host !== checked) console.log("checked as " + host);
    checked = host;
    response.writeHead(healthy ? 200 : 503).end();
    return;
  }
  if (request.url === "/env") { response.end(JSON.stringify(process.env)); return; }
  if (request.url === "/crash") { response.end(() => process.exit(5)); return; }
  if (request.url === "/sicken") { healthy = false; response.end(); return; }
  if (request.url === "/file") { response.end(readFileSync(process.env.KEY_FILE)); return; }
  response.end(JSON.stringify({ version, instance: process.env.RENDER_INSTANCE_ID, host: request.headers.host, pid: process.pid }));
});
server.listen(process.env.PORT, "0.0.0.0", () => console.log(JSON.stringify({ level: 30, msg: "listening" })));
process.on("SIGTERM", () => {
  console.log("asked to end");
  if (!IGNORE_SIGTERM) server.close(() => process.exit(0));
  server.closeAllConnections();
});
`;

/** Puts a version of the app into a store. @returns its digest */
export async function publishApp(folder: string, store: string, version: string): Promise<string> {
  const root = join(folder, `built-${version}`);
  await mkdir(join(root, "app"), { recursive: true });
  await writeFile(join(root, "app", "main.mjs"), APP);
  await writeFile(join(root, "app", "version"), version);
  const config = { Env: ["FROM_IMAGE=yes", "GREETING=image"], Cmd: ["node", "main.mjs"], WorkingDir: "/app" };
  const { digest } = await publishImage({ store, reference: `ghcr.io/example/api:${version}`, root, config });
  return digest;
}
