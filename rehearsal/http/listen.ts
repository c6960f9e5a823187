import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { codeOf, Fault, messageOf } from "../fault.ts";

const SWEEP_MILLISECONDS = 20;

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Takes no new requests, and lets those under way end. */
  stop(): Promise<void>;
}

/**
 * Serves an app on this machine alone.
 *
 * @param name for the sentence when it can't, such as `Vercel's stand-in`
 * @param port 0 for any free one
 * @throws Fault when the port can't be had
 */
export async function listen(name: string, app: Hono<{ Bindings: HttpBindings }>, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    throw new Fault(
      `${name} can't listen on port ${port} (${codeOf(cause) ?? messageOf(cause)}): run "lsof -nP -iTCP:${port} -sTCP:LISTEN" to see what has it, stop it, and start again.`,
      { cause },
    );
  }
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  let stopped: Promise<void> | undefined;
  return { port: bound, url: `http://127.0.0.1:${bound}`, stop: () => (stopped ??= close(server)) };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection whose request ends only now would else be kept for the client's next one, for some seconds.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
  await closed.finally(() => clearInterval(sweep));
}
