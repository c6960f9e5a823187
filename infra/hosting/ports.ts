import { connect, createServer } from "node:net";
import { Fault } from "../fault.ts";

/** `localhost` is both of these; a browser may try either first. */
const LOOPBACK = ["127.0.0.1", "::1"] as const;

/** Whether something on this machine takes connections on a port. */
export function answers(port: number, host: string = LOOPBACK[0]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
}

/**
 * Makes sure that a port is free, on both addresses of `localhost`.
 *
 * @param service that needs the port, in words.
 * @throws Fault naming the port and how to find what has it.
 */
export async function assertPortFree(port: number, service: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw new Fault(
    `Port ${port} is taken, and ${service} needs it: stop what listens there (\`lsof -i :${port}\` names it), then run this again.`,
  );
}

/** Whether nothing has a port, on either address of `localhost`. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of LOOPBACK) {
    // Some systems let a second program listen on one address of a port that another has on all of them, so it is asked for answers as well.
    if (!(await canListen(port, host)) || (await answers(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Only a taken port is a reason; a machine without IPv6 has no ::1 to be taken.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
