import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ClientMessage, clientMessageSchema, type ServerMessage } from "@live-listen/protocol";
import { securityHeaders, stampIndexHtml } from "@live-listen/web/server";
import { type WebSocket, WebSocketServer } from "ws";
import type { SmokeTarget } from "./check.ts";

/** What an address answers with. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** How an environment for tests behaves; a test spoils what it wants to see found. */
export interface Behaviour {
  /** Answers of the API and of the page's host by path; a path without one is left without an answer. */
  api: Record<string, Reply>;
  web: Record<string, Reply>;
  /** What the API allows the pages of an origin to read. */
  allowOrigin: (origin: string) => string | undefined;
  /** The socket's answer to the handshake, and what it says. */
  acceptSocket: (origin: string | undefined) => boolean;
  greet: (socket: WebSocket) => void;
  answer: (socket: WebSocket, message: Extract<ClientMessage, { type: "ping" }>) => void;
}

/** An environment for tests, on real sockets of this machine. */
export interface RunningEnvironment {
  readonly target: SmokeTarget;
  readonly behaviour: Behaviour;
  stop(): Promise<void>;
}

const RELEASE = { version: "1.2.3", commit: "0123456789abcdef" };
const UNSTAMPED = ["APP_ENV", "API_URL", "WS_URL"]
  .map((name) => `<meta name="NEXT_PUBLIC_${name}" content="" />`)
  .join("\n");

/** Starts small servers that behave as a healthy local environment does, until the test changes their behaviour. */
export async function startEnvironment(): Promise<RunningEnvironment> {
  const api = createServer((...exchange) => answerApi(...exchange));
  const web = createServer((...exchange) => reply(behaviour.web)(...exchange));
  const [apiPort, webPort] = await Promise.all([listen(api), listen(web)]);
  const target: SmokeTarget = {
    environment: "local",
    webUrl: `http://127.0.0.1:${webPort}`,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    wsUrl: `ws://127.0.0.1:${apiPort}`,
  };
  const behaviour = healthyBehaviour(target);
  const answerApi: RequestListener = (request, response) => {
    const allowed = behaviour.allowOrigin(request.headers.origin ?? "");
    if (allowed) response.setHeader("Access-Control-Allow-Origin", allowed);
    reply(behaviour.api)(request, response);
  };
  const sockets = serveSockets(api, behaviour);
  return {
    target,
    behaviour,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await Promise.all([api, web].map(close));
    },
  };
}

/** A reply with a JSON body. */
export function json(body: unknown, status = 200): Reply {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** The page of an environment, with the headers that go with it; what differs from the target's is given. */
export function page(target: SmokeTarget, stamp: Readonly<Record<string, string>> = {}): Reply {
  const variables = {
    NEXT_PUBLIC_APP_ENV: target.environment,
    NEXT_PUBLIC_API_URL: target.apiUrl,
    NEXT_PUBLIC_WS_URL: target.wsUrl,
    ...stamp,
  };
  const headers = Object.fromEntries(securityHeaders(variables).map(({ name, value }) => [name, value]));
  const body = stampIndexHtml(UNSTAMPED, variables);
  return { status: 200, headers: { ...headers, "Content-Type": "text/html; charset=utf-8" }, body };
}

/** The page as it was built. */
export const unstampedPage: Reply = { status: 200, headers: { "Content-Type": "text/html" }, body: UNSTAMPED };

/** Says something to the other side of a socket. */
export function say(socket: WebSocket, message: ServerMessage): void {
  socket.send(JSON.stringify(message));
}

function healthyBehaviour(target: SmokeTarget): Behaviour {
  const schema = { oldest: "0001-first", newest: "0001-first" };
  return {
    api: {
      "/healthz": json({ status: "ok" }),
      "/readyz": json({ status: "ok" }),
      "/version": json({ environment: target.environment, ...RELEASE, schema }),
    },
    web: { "/": page(target), "/release.json": json({ ...RELEASE, bundleHash: "0".repeat(64) }) },
    allowOrigin: (origin) => (origin === target.webUrl ? origin : undefined),
    acceptSocket: (origin) => origin === target.webUrl,
    greet: (socket) => say(socket, { type: "hello", environment: target.environment, release: RELEASE }),
    answer: (socket, { id }) => say(socket, { type: "pong", id }),
  };
}

function reply(replies: Readonly<Record<string, Reply>>): RequestListener {
  return (request, response) => {
    const found = replies[request.url ?? ""];
    if (found) response.writeHead(found.status, found.headers).end(found.body);
  };
}

function serveSockets(server: Server, behaviour: Behaviour): WebSocketServer {
  const sockets = new WebSocketServer({
    server,
    path: "/socket",
    verifyClient: ({ origin }: { origin?: string }) => behaviour.acceptSocket(origin),
  });
  sockets.on("connection", (socket) => {
    behaviour.greet(socket);
    socket.on("message", (data) => {
      const message = clientMessageSchema.parse(JSON.parse(String(data)));
      if (message.type === "ping") behaviour.answer(socket, message);
    });
  });
  return sockets;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}
