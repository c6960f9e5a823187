import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Answer } from "./exchange.ts";
import { headersOfUpgrade } from "./headers.ts";

/** How long a side that was told the end may take to close its own. */
const LINGER_MILLISECONDS = 2_000;

/** Lets a client and a target talk over what has become a WebSocket, each no faster than the other reads, until either of them closes it. */
export function openTunnel(
  client: Duplex,
  early: Buffer,
  { rawHeaders }: IncomingMessage,
  { socket: target, head }: NonNullable<Answer["upgraded"]>,
): void {
  if (client.destroyed) {
    target.destroy();
    return;
  }
  client.write(headOf(headersOfUpgrade(rawHeaders)));
  client.write(head);
  target.write(early);
  for (const [one, other] of [
    [client, target],
    [target, client],
  ] as const) {
    one.pipe(other);
    one.once("error", () => other.destroy());
    one.once("close", () => endGently(other));
  }
}

/** What was sent before an orderly end is still delivered: closing at once could reset the connection before it is read. */
function endGently(stream: Duplex): void {
  if (stream.closed) return;
  stream.end();
  const linger = setTimeout(() => stream.destroy(), LINGER_MILLISECONDS);
  stream.once("close", () => clearTimeout(linger));
}

function headOf(headers: readonly string[]): string {
  let head = "HTTP/1.1 101 Switching Protocols\r\n";
  for (let index = 0; index < headers.length; index += 2) head += `${headers[index]}: ${headers[index + 1]}\r\n`;
  return `${head}\r\n`;
}
