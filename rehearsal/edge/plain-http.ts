import { createServer, type Server } from "node:http";
import { requestedPath } from "./requested-path.ts";

/**
 * What answers where somebody speaks HTTP without TLS: as Vercel does, with a permanent redirect to the same address over TLS (308 keeps method and body).
 *
 * @param isKnown whether a host name is answered here; a redirect for any other would lead nowhere
 */
export function plainHttpServer(isKnown: (hostname: string) => boolean): Server {
  return createServer((request, response) => {
    const { host = "" } = request.headers;
    const path = requestedPath(request);
    response.setHeader("Connection", "close");
    request.resume();
    if (path?.startsWith("/") && isKnown(host.replace(/:\d*$/, ""))) {
      response.writeHead(308, { Location: `https://${host}${path}` }).end();
    } else {
      response
        .writeHead(400, { "Content-Type": "text/plain" })
        .end("This port speaks HTTPS, for the host names that it knows.\n");
    }
  });
}
