import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Fault, messageOf } from "../../../../fault.ts";
import type { DeployLogs, DeployStatus, Known, RehearsalStatus } from "../model.ts";
import { streamEvents } from "./events.ts";
import { StatusFeed } from "./feed.ts";
import { readPageFile } from "./files.ts";
import { HEADERS, isOwnHost } from "./headers.ts";

const POLL_MILLISECONDS = 2_000;

/** How the page is served. */
export interface StatusServerOptions {
  /** On 127.0.0.1; any that is free when 0 or left out. */
  readonly port?: number;
  /** Is called while somebody looks at the page. */
  readonly collect: () => Promise<RehearsalStatus>;
  /** The last lines of a deploy of an environment. */
  readonly logsOf: (environment: string, deploy: DeployStatus) => Promise<Known<DeployLogs>>;
  /** How long after one look the next one is, in milliseconds. */
  readonly pollMilliseconds?: number;
}

/** The page, being served. */
export interface StatusServer {
  readonly url: string;
  readonly port: number;
  /** Ends every stream and the server. */
  stop(): Promise<void>;
}

/**
 * Serves the status page on 127.0.0.1.
 *
 * | path | answer |
 * | --- | --- |
 * | `/` and the page's files | the page |
 * | `/status.json` | what it shows, looked at now |
 * | `/events` | the same at each change, as Server-Sent Events |
 * | `/deploys/:id/logs` | the last lines of a deploy that is shown |
 *
 * @throws Fault when the port is taken.
 */
export async function serveStatus(options: StatusServerOptions): Promise<StatusServer> {
  const { port: asked = 0, collect, logsOf, pollMilliseconds = POLL_MILLISECONDS } = options;
  const feed = new StatusFeed(collect, pollMilliseconds);
  const streams = new Set<() => void>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { why: messageOf(error) });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (!isOwnHost(request.headers.host, port)) {
      return sendJson(response, 403, { why: `This is served under http://127.0.0.1:${port} alone.` });
    }
    if (request.method !== "GET") {
      response.setHeader("Allow", "GET");
      return sendJson(response, 405, { why: "Nothing can be changed here." });
    }
    const { pathname } = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
    if (pathname === "/events") {
      const end = streamEvents(feed, response);
      streams.add(end);
      response.on("close", () => streams.delete(end));
      return;
    }
    if (pathname === "/status.json") {
      const event = await feed.now();
      if (event.kind === "status") return sendJson(response, 200, event.status);
      return sendJson(response, 503, { why: event.why });
    }
    const deploy = /^\/deploys\/([^/]+)\/logs$/.exec(pathname)?.[1];
    if (deploy !== undefined) return sendLogs(response, deploy);
    const file = await readPageFile(pathname);
    if (!file) return sendJson(response, 404, { why: `Nothing is served at ${pathname}.` });
    response.writeHead(200, { "Content-Type": file.type }).end(file.body);
  }

  async function sendLogs(response: ServerResponse, id: string): Promise<void> {
    if (!feed.findDeploy(id)) await feed.now();
    const found = feed.findDeploy(id);
    if (!found) return sendJson(response, 404, { why: `No deploy ${id} is among those that are shown.` });
    sendJson(response, 200, await logsOf(found.environment, found.deploy));
  }

  server.listen(asked, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Fault(`The status page's port ${asked} is taken by another program: end that, or leave the port out.`, {
      cause: error,
    });
  }
  const { port } = server.address() as AddressInfo;
  let stopped: Promise<unknown> | undefined;
  const stop = () => {
    feed.stop();
    for (const end of streams) end();
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    return closed;
  };
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    stop: async () => {
      stopped ??= stop();
      await stopped;
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
