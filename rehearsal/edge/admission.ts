import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import type { Refusal } from "./refusal.ts";
import { requestedPath } from "./requested-path.ts";

/** What is known of a request that may be passed on. */
export interface Admitted {
  readonly hostname: string;
  readonly path: string;
}

/**
 * Looks at a request before it is passed on.
 *
 * @returns what it is refused with when it isn't one that a target could be given
 */
export function admit(request: IncomingMessage): Admitted | Refusal {
  const [host, ...others] = request.headersDistinct.host ?? [];
  if (host === undefined || others.length > 0)
    return { status: 400, message: "A request must have one Host header (RFC 9112 section 3.2)." };
  const hostname = host.replace(/:\d*$/, "").toLowerCase();
  const shown = request.socket instanceof TLSSocket ? request.socket.servername : undefined;
  if (hostname !== shown)
    return {
      status: 421,
      message: "The Host header names another host than the one that this connection was made to.",
    };
  const coding = request.headers["transfer-encoding"];
  if (coding !== undefined && coding.trim().toLowerCase() !== "chunked")
    return { status: 501, message: "A request body may come in no other transfer coding than chunked." };
  const path = requestedPath(request);
  return path === undefined ? { status: 400, message: "The request asks for no path." } : { hostname, path };
}

/** Whether a request with these headers has a body (RFC 9112 section 6.3). */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
