import { once } from "node:events";
import { createServer } from "node:net";

/**
 * A port of this machine that nobody has. An instance of Render has a network of its own, and the same port in each, 10000 unless its
 * service says otherwise; here they share one network.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("a server has no port");
  return address.port;
}
