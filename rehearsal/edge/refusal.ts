import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";

/** An answer that the edge itself gives, in place of a target. */
export interface Refusal {
  readonly status: 400 | 421 | 501 | 502 | 503 | 504;
  /** One sentence for a person. */
  readonly message: string;
}

/**
 * Refuses a request. What is left of its body is read and forgotten, since a client that still sends may not read the answer before.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: Refusal): void {
  request.resume();
  const body = JSON.stringify({ status, message });
  response.writeHead(status, STATUS_CODES[status], {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(body);
}
