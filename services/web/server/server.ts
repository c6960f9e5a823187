import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { WebVariables } from "../src/environment/variables.ts";
import { createWebApp } from "./app.ts";
import { readBundle } from "./bundle.ts";
import { WebFault } from "./fault.ts";

/** How long requests in flight may take to finish after {@link WebServer.stop}, in milliseconds. */
export const STOP_DEADLINE_MS = 5_000;

const LOOPBACK = "127.0.0.1";

/** A server of the page that is running. */
export interface WebServer {
  /** Where it answers, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** Takes no further request, lets those in flight finish, and closes. A second call waits for the same end. */
  stop(): Promise<void>;
}

/**
 * Serves a built bundle, stamped in memory: the directory stays as it was built.
 *
 * @param options.directory of the bundle.
 * @param options.port 0 for any free one.
 * @param options.host address to listen on; this machine alone unless given.
 * @param options.variables what the page is stamped with.
 * @throws {WebFault} when there is no bundle, the page can't be stamped, or the port can't be had.
 */
export async function startWebServer(options: {
  directory: string;
  port: number;
  host?: string;
  variables: WebVariables;
}): Promise<WebServer> {
  const { directory, port: wanted, host = LOOPBACK, variables } = options;
  const app = createWebApp(await readBundle(directory), variables);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const port = await listen(server, wanted, host);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= close(server);
    return stopped;
  };
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, port, stop };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenFault(error, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function listenFault(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE") {
    return new WebFault(
      `Port ${port} of ${host} is taken by another program; see which one with \`lsof -i :${port}\`, or choose another with \`--port\`.`,
      { cause: error },
    );
  }
  if (error.code === "EACCES") {
    return new WebFault(`Port ${port} needs rights that this user lacks; choose one above 1023 with \`--port\`.`, {
      cause: error,
    });
  }
  return new WebFault(
    `The page can't be served on ${host}, port ${port} (${error.code}); choose another port with \`--port\`.`,
    { cause: error },
  );
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), STOP_DEADLINE_MS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
  });
}
