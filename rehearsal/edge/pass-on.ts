import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./exchange.ts";
import { endToEndHeaders } from "./headers.ts";

/**
 * Gives a target's answer to the client, no faster than the client reads. Where the target dies in the middle, the client's connection is closed, so that what
 * it got never looks whole.
 */
export async function passOn({ message }: Answer, response: ServerResponse): Promise<void> {
  response.writeHead(message.statusCode ?? 502, message.statusMessage ?? "", endToEndHeaders(message.rawHeaders));
  // The beginning of an answer whose body comes later, such as a stream of events, isn't held back until then.
  if (message.readableLength === 0 && !message.complete) response.flushHeaders();
  await pipeline(message, response).catch(() => response.destroy());
}

/** What a request asks for, without the host name that it may begin with (RFC 9112 section 3.2.2); undefined when it's no path. */
export function pathOf({ url = "", method }: IncomingMessage): string | undefined {
  if (url.startsWith("/") || (url === "*" && method === "OPTIONS")) return url;
  const absolute = /^https?:\/\/[^/?#]*(?<path>[^#]*)/i.exec(url)?.groups?.path;
  if (absolute === undefined) return undefined;
  return absolute.startsWith("/") ? absolute : `/${absolute}`;
}
