import { type ServerResponse, STATUS_CODES } from "node:http";

/** An answer that the edge itself gives, in place of a target. */
export interface Refusal {
  readonly status: 400 | 421 | 501 | 502 | 503 | 504;
  /** One sentence for a person. */
  readonly message: string;
}

/** Refuses a request. What it still sends is read and forgotten, which Node does once there is an answer. */
export function refuse(response: ServerResponse, { status, message }: Refusal): void {
  const body = JSON.stringify({ status, message });
  response.writeHead(status, STATUS_CODES[status], {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(body);
}
