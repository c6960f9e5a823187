import { upgradeWebSocket } from "@hono/node-server";
import { OpenAPIHono } from "@hono/zod-openapi";
import { CloseCode, type EnvironmentName, type Release, type ServerMessage } from "@live-listen/protocol";
import { WebSocket } from "ws";
import type { AppEnvironment } from "../http/environment.ts";
import { errorAnswerSchema } from "../http/error-answer.ts";
import type { AccessTokens } from "../identity/identity.ts";
import type { Lifecycle } from "../lifecycle.ts";
import type { LiveRooms } from "../rooms/live/live-rooms.ts";
import { Session } from "../rooms/live/session.ts";
import { requireAdmission, SOCKET_PATH } from "./admission.ts";
import type { Connection } from "./connection.ts";
import type { Sockets } from "./sockets.ts";

const errorContent = { "application/json": { schema: errorAnswerSchema } };

/** What the socket's route is made of. */
export interface SocketRouteDependencies {
  readonly environment: EnvironmentName;
  readonly release: Release;
  readonly webUrl: string;
  readonly lifecycle: Lifecycle;
  readonly sockets: Sockets;
  readonly rooms: LiveRooms;
  readonly tokens: AccessTokens;
}

/**
 * `GET /socket`: opens a socket, says hello, answers pings, and lets it enter a room. Which one is said on the socket and not in its URL, like the
 * token: URLs are logged on their way. A page whose bundle speaks a version of the protocol that the server doesn't is let in
 * all the same, since only an open socket can be told to reload.
 */
export function socketRoute(dependencies: SocketRouteDependencies) {
  const { environment, release, webUrl, lifecycle, sockets, rooms, tokens } = dependencies;
  const hello: ServerMessage = {
    type: "hello",
    environment,
    release: { version: release.version, commit: release.commit },
  };
  const app = new OpenAPIHono<AppEnvironment>();
  app.openAPIRegistry.registerPath({
    method: "get",
    path: SOCKET_PATH,
    summary: "Opens a WebSocket",
    responses: {
      101: { description: "Open, under one of the offered subprotocols" },
      400: { description: "No subprotocol of ours was offered", content: errorContent },
      403: { description: "The page is of another origin", content: errorContent },
      426: { description: "Not a WebSocket handshake", content: errorContent },
      503: { description: "The instance is stopping", content: errorContent },
    },
  });
  app.get(SOCKET_PATH, (c) => {
    const negotiation = requireAdmission((name) => c.req.header(name), { webUrl, stopping: lifecycle.stopping });
    const log = c.get("log");
    const openedAt = performance.now();
    let connection: Connection | undefined;
    let session: Session | undefined;
    c.set("upgraded", true);
    return upgradeWebSocket(c, {
      onOpen: (_, { raw }) => {
        if (!(raw instanceof WebSocket)) return;
        connection = sockets.add(raw);
        if (negotiation.kind === "accepted") {
          connection.send(hello);
          session = new Session({ connection, rooms, tokens, log });
          connection.converse(session);
        } else {
          connection.send({ type: "reload" });
          connection.close(CloseCode.unsupportedVersion, "reload to get the present version");
        }
      },
      onMessage: ({ data }) => connection?.receive(data),
      onError: (event) => log.debug({ err: "error" in event ? event.error : undefined }, "a socket failed"),
      onClose: ({ code }) => {
        const durationMs = Math.round(performance.now() - openedAt);
        log.info({ code, durationMs, ...session?.description }, "socket closed");
      },
    });
  });
  return app;
}
