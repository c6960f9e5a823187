import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type WebSocketServerLike } from "@hono/node-server";
import type { Hono } from "hono";
import { answerClientErrors } from "./http/client-error.ts";
import type { AppEnvironment } from "./http/environment.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Log } from "./log/log.ts";
import { OperatorFault } from "./operator-fault.ts";
import { admit, SOCKET_PATH } from "./socket/admission.ts";
import type { Sockets } from "./socket/sockets.ts";

/**
 * Longer than any proxy keeps an idle connection, so that it is the proxy who closes it: closing it here could cross with its next request
 * (Render's page on intermittent 502 errors says 120 seconds).
 */
const KEEP_ALIVE_MILLISECONDS = 120_000;

/** Time for a request to arrive in whole; the longest body there is takes a fraction of it on the slowest line. */
const REQUEST_MILLISECONDS = 30_000;

/** How often a stopping server looks for connections that have become idle. */
const IDLE_SWEEP_MILLISECONDS = 100;

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /**
   * Takes no more connections, tells every socket to come back later, and lets the requests in flight finish.
   *
   * @param deadlineMilliseconds after which connections are cut, whatever goes on in them.
   * @returns whether everything finished by itself.
   */
  stop(deadlineMilliseconds: number): Promise<boolean>;
}

/** What a server is made of. */
export interface ServerOptions {
  readonly app: Pick<Hono<AppEnvironment>, "fetch">;
  readonly webUrl: string;
  readonly lifecycle: Lifecycle;
  readonly sockets: Sockets;
  readonly log: Log;
  /** Address to listen on; all of them when undefined. */
  readonly host: string | undefined;
  /** 0 for any free one. */
  readonly port: number;
}

/**
 * Listens.
 *
 * @throws when the port can't be had, with the cure.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { app, webUrl, lifecycle, sockets, log, host, port } = options;
  const server = createAdaptorServer({
    fetch: app.fetch,
    // The types of `ws` allow undefined where those of the adapter, which it is made for, want the property left out.
    websocket: { server: sockets.server as unknown as WebSocketServerLike },
    serverOptions: {
      keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
      headersTimeout: REQUEST_MILLISECONDS,
      requestTimeout: REQUEST_MILLISECONDS,
      // Everything else that asks for an upgrade is served as the plain request it also is, and so gets a proper error as its answer.
      shouldUpgradeCallback: (request) =>
        request.method === "GET" &&
        request.url?.split("?")[0] === SOCKET_PATH &&
        admit((name) => request.headers[name]?.toString(), { webUrl, stopping: lifecycle.stopping }).ok,
    },
  }) as Server;
  server.on("clientError", answerClientErrors(log));
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    stop: (deadlineMilliseconds) => stop(server, sockets, deadlineMilliseconds),
  };
}

async function listen(server: Server, host: string | undefined, port: number): Promise<void> {
  try {
    server.listen({ host, port });
    await once(server, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new OperatorFault(
        `Port ${port} is taken by another program: end that program, or set PORT to another port.`,
      );
    }
    if (code === "EACCES")
      throw new OperatorFault(`Port ${port} may not be opened by this user: set PORT to one above 1023.`);
    throw error;
  }
}

async function stop(server: Server, sockets: Sockets, deadlineMilliseconds: number): Promise<boolean> {
  let finished = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MILLISECONDS);
  const deadline = setTimeout(() => {
    finished = false;
    server.closeAllConnections();
  }, deadlineMilliseconds);
  await Promise.all([closed, sockets.closeAll()]);
  clearInterval(sweep);
  clearTimeout(deadline);
  return finished;
}
