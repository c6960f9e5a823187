import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { Target } from "./router.ts";

/** A target for one test. */
export interface TestTarget {
  readonly target: Target;
  readonly server: Server;
  /** Resets every connection and takes no more, as a process does that is killed. */
  die(): void;
}

/** Serves a target until the test ends. */
export async function openTestTarget(listener: RequestListener): Promise<TestTarget> {
  const server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const die = () => {
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
  };
  onTestFinished(die);
  return { target: await listening(server), server, die };
}

/** A target that is less than an HTTP server: it does with each connection what it is told, and ends none by itself. */
export async function openRawTarget(onConnection: (socket: Socket) => void): Promise<Target> {
  const sockets = new Set<Socket>();
  const server = createNetServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return listening(server);
}

/** How many connections to a target there are. */
export function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
}

/** A target whose port nothing listens on. */
export async function closedTarget(): Promise<Target> {
  const server = createNetServer();
  const target = await listening(server);
  server.close();
  await once(server, "close");
  return target;
}

async function listening(server: Server | ReturnType<typeof createNetServer>): Promise<Target> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}
