import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the ports that systems give to connections (from 32768 on Linux, from 49152 on macOS), one of which could else take a port
 * in the moment before the instance does, and below those that Postgres instances come back to (`postgres/ports.ts`).
 */
const FIRST = 10_000;
const COUNT = 10_000;

/** How many of the last ones aren't given again: whoever was given one may not have it yet. */
const REMEMBERED = 200;
const given: number[] = [];

/**
 * A port of this machine that nobody has. An instance of Render has a network of its own, and the same port in each, 10000 unless its
 * service says otherwise; here they share one network.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + randomInt(COUNT);
    if (given.includes(port)) continue;
    given.push(port);
    if (given.length > REMEMBERED) given.shift();
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
