import type { IncomingMessage } from "node:http";

/** What a request asks for, without the host name that it may begin with (RFC 9112 section 3.2.2); undefined when it's no path. */
export function requestedPath({ url = "", method }: IncomingMessage): string | undefined {
  if (url.startsWith("/") || (url === "*" && method === "OPTIONS")) return url;
  const absolute = /^https?:\/\/[^/?#]*(?<path>[^#]*)/i.exec(url)?.groups?.path;
  if (absolute === undefined) return undefined;
  return absolute.startsWith("/") ? absolute : `/${absolute}`;
}
