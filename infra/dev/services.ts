import { join } from "node:path";
import { prettyFactory } from "pino-pretty";
import { assertPortFree } from "../hosting/ports.ts";
import { ROOT } from "../local/paths.ts";
import { type DevProcess, startDevProcess } from "./dev-process.ts";
import type { WriteLine } from "./prefixed-lines.ts";

type Variables = Readonly<Record<string, string>>;

const DEFAULT_API_PORT = 3001;

/**
 * Starts the API under Node's watch mode: it runs again when one of its files changes, also after a crash.
 *
 * @throws Fault when its port is taken.
 */
export async function startDevApi(variables: Variables, write: WriteLine): Promise<DevProcess> {
  await assertPortFree(Number(variables.PORT || DEFAULT_API_PORT), "the API");
  const pretty = prettyFactory({
    colorize: process.stdout.isTTY,
    singleLine: true,
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
  });
  return startDevProcess(
    {
      name: "api",
      directory: join(ROOT, "services", "api"),
      args: ["--watch", "--watch-preserve-output", "src/main.ts"],
      variables,
      format: (line) => (line.startsWith("{") ? pretty(line) : line),
    },
    write,
  );
}

/**
 * Starts Vite, which puts a changed module into the open page.
 *
 * @throws Fault when its port is taken.
 */
export async function startDevWeb(webUrl: string, variables: Variables, write: WriteLine): Promise<DevProcess> {
  const { port } = new URL(webUrl);
  await assertPortFree(Number(port), "the web page");
  const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
  return startDevProcess(
    {
      name: "web",
      directory: join(ROOT, "services", "web"),
      args: [vite, "--configLoader", "native", "--port", port, "--clearScreen", "false"],
      variables,
    },
    write,
  );
}
