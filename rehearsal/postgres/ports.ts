import { createServer } from "node:net";

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
