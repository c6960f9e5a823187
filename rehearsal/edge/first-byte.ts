import type { Server as HttpServer } from "node:http";
import { createServer, type Server } from "node:net";

/** The content type of a handshake record, which every TLS connection begins with (RFC 8446 section 5.1). */
const HANDSHAKE = 0x16;
/** How long a connection may be silent at its beginning. */
const FIRST_BYTE_MILLISECONDS = 30_000;

/** Listens for two servers on one port: connections that begin with a TLS handshake go to the one, all others to the other. */
export function serveByFirstByte(secure: HttpServer, plain: HttpServer): Server {
  return createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.setTimeout(FIRST_BYTE_MILLISECONDS, () => socket.destroy());
    socket.once("readable", () => {
      const bytes: Buffer | null = socket.read();
      if (!bytes) return;
      socket.setTimeout(0);
      socket.unshift(bytes);
      const server = bytes[0] === HANDSHAKE ? secure : plain;
      server.emit("connection", socket);
    });
  });
}
