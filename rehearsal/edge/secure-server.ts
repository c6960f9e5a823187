import { type IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import { hasBody } from "./admission.ts";
import type { Answer } from "./exchange.ts";
import { passOn } from "./pass-on.ts";
import { openTunnel } from "./tunnel.ts";

/** Connections wait as long for a next request as most proxies let them, so that clients rarely meet one that is just being closed. */
const KEEP_ALIVE_MILLISECONDS = 75_000;

/** Asks a target; undefined when the request has been refused already, or its client is gone. */
export type AskTarget = (
  request: IncomingMessage,
  response: ServerResponse,
  upgrade: boolean,
) => Promise<Answer | undefined>;

/**
 * A server that speaks TLS and passes what it is asked on. It has no certificate but those of the host names that it is given, so a
 * handshake for any other, or for none, fails.
 *
 * @param certificateOf what a handshake for a host name is done with; undefined when it isn't answered here
 */
export function secureServer(certificateOf: (hostname: string) => SecureContext | undefined, ask: AskTarget): Server {
  const server = createServer({
    SNICallback: (hostname, done) => done(null, certificateOf(hostname)),
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    requestTimeout: 0,
    shouldUpgradeCallback: asksForWebSocket,
  });
  server.on("request", async (request, response) => {
    const answer = await ask(request, response, false);
    if (answer) passOn(answer.message, response);
  });
  server.on("upgrade", async (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const response = new ServerResponse(request);
    response.assignSocket(request.socket);
    endAfter(response, socket);
    const answer = await ask(request, response, true);
    if (!answer) return;
    if (!answer.upgraded) return passOn(answer.message, response);
    response.detachSocket(request.socket);
    openTunnel(socket, head, answer.message, answer.upgraded);
  });
  return server;
}

/** An answer where a WebSocket was asked for is the last on its connection, which Node has taken from the server by then. */
function endAfter(response: ServerResponse, socket: Duplex): void {
  response.shouldKeepAlive = false;
  response.once("finish", () => socket.end());
}

function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && !hasBody(headers) && headers.upgrade?.toLowerCase() === "websocket";
}
