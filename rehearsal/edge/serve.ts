import { once } from "node:events";
import type { Server, Socket } from "node:net";
import { codeOf, Fault, messageOf } from "../fault.ts";
import { askTargets } from "./ask-target.ts";
import { type Authority, openAuthority } from "./certificates/authority-files.ts";
import { Leaves } from "./certificates/leaves.ts";
import { serveByFirstByte } from "./first-byte.ts";
import { plainHttpServer } from "./plain-http.ts";
import type { Router, Target } from "./router.ts";
import { Routes } from "./routes.ts";
import { secureServer } from "./secure-server.ts";
import { Upstreams } from "./upstreams.ts";

/** How long Cloudflare, which stands before Render's services, waits for an answer (error 524 in its documentation). */
const ANSWER_TIMEOUT_MILLISECONDS = 120_000;

/** How an edge is served. */
export interface EdgeOptions {
  /** On 127.0.0.1; any free one when it is 0 or left out. */
  readonly port?: number;
  /** A directory of its own for the certificate authority, which is made there on first use. */
  readonly authorityDirectory: string;
  /** How long a target may be silent before it answers; 120 s when left out. */
  readonly timeoutMilliseconds?: number;
  /** The time by which certificates are made. */
  readonly now?: () => Date;
}

/** Where all host names of the rehearsal are answered. */
export interface Edge extends Router {
  readonly port: number;
  readonly authority: Authority;
  /** The targets of a host name in their order; none when it isn't known. */
  targetsOf(hostname: string): readonly Target[];
  /** Closes every connection at once. */
  stop(): Promise<void>;
}

/**
 * Serves host names on one port of this machine, over TLS with certificates of a local authority, and passes requests and WebSockets on to
 * their targets. It is written on `node:http` and not on `http-proxy-3`, which says of a chunked DELETE that its body has the length 0 and sends the
 * body all the same, so that the target takes it for the next request; and which leaves retries, hop-by-hop headers and answers that break off to
 * its caller.
 *
 * @throws Fault when the port can't be had or the authority is damaged
 */
export async function serveEdge({
  port = 0,
  authorityDirectory,
  timeoutMilliseconds = ANSWER_TIMEOUT_MILLISECONDS,
  now = () => new Date(),
}: EdgeOptions): Promise<Edge> {
  const { identity, ...authority } = await openAuthority(authorityDirectory, now());
  const [leaves, routes, upstreams] = [new Leaves(identity, now), new Routes(), new Upstreams()];
  const secure = secureServer(
    (hostname) => (routes.find(hostname) ? leaves.of(hostname.toLowerCase()) : undefined),
    askTargets({ routes, upstreams, timeoutMilliseconds }),
  );
  const front = serveByFirstByte(
    secure,
    plainHttpServer((hostname) => routes.find(hostname) !== undefined),
  );
  const sockets = trackSockets(front);
  const bound = await listenOn(front, port);
  let stopped: Promise<void> | undefined;
  return {
    port: bound,
    authority,
    route(hostname, targets, via = []) {
      routes.set(hostname, targets, via);
      upstreams.keepOnly(routes.allTargets());
    },
    unroute(hostname) {
      routes.delete(hostname);
      leaves.forget(hostname.toLowerCase());
      upstreams.keepOnly(routes.allTargets());
    },
    targetsOf: (hostname) => routes.targetsOf(hostname),
    drained: (target, options) => upstreams.of(target).idle(options.timeoutMilliseconds),
    stop: () => (stopped ??= stop(front, sockets, upstreams)),
  };
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
}

async function listenOn(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    throw new Fault(
      `The edge can't listen on port ${port} (${codeOf(cause) ?? messageOf(cause)}): run "lsof -nP -iTCP:${port} -sTCP:LISTEN" to see what has it, stop it, and start again.`,
      { cause },
    );
  }
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

async function stop(front: Server, sockets: ReadonlySet<Socket>, upstreams: Upstreams): Promise<void> {
  const closed = once(front, "close");
  front.close();
  for (const socket of sockets) socket.destroy();
  await closed;
  await upstreams.close();
}
