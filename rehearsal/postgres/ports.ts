import { connect, createServer } from "node:net";
import { Fault } from "../fault.ts";

const CONNECT_MILLISECONDS = 1_000;

/**
 * Asks the operating system for a port of 127.0.0.1 that nothing listens on.
 *
 * @returns the port's number; nothing keeps others from taking it before it is used
 */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * Whether something takes connections on a port of 127.0.0.1. It is asked by connecting, not by binding the port, which
 * would take it from others for that moment and would not see what a packet filter forwards elsewhere.
 */
export async function isListening(port: number): Promise<boolean> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    return await new Promise((resolve) => {
      // The system may choose the very port it connects to for the near end, and then connects the socket to itself.
      socket.once("connect", () => resolve(socket.localPort !== port));
      socket.once("error", () => resolve(false));
      socket.setTimeout(CONNECT_MILLISECONDS, () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}

/** The fault of a port that another process listens on. */
export function portTaken(port: number): Fault {
  return new Fault(
    `Port ${port} is taken by another process: run "lsof -nP -iTCP:${port} -sTCP:LISTEN" to see which, stop it, and start again.`,
  );
}
