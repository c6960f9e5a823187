import type { IncomingMessage } from "node:http";

/** A header of a message, its name in the case in which it came. */
type Header = readonly [name: string, value: string];

/**
 * Headers that are meant for the next hop alone (RFC 9110 section 7.6.1). `Trailer` is among them since trailers aren't passed on, which
 * section 6.5.1 allows.
 */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Never left out because a message's own `Connection` names them: without them it would be another message. */
const FRAMING = new Set(["content-length", "host"]);

/** Said by the edge, in place of whatever the client wrote; `Expect` has been met when a request arrives here. */
const SAID_BY_THE_EDGE = new Set(["expect", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"]);

/** Methods of which a request without a body has to say so (RFC 9110 section 8.6). */
const METHODS_WITH_BODY = new Set(["POST", "PUT", "PATCH"]);

/**
 * The headers of a message that are for whoever is at its other end, in their order and with repeated ones repeated.
 *
 * @param raw names and values in turn, as `rawHeaders` has them
 */
export function endToEndHeaders(raw: readonly string[]): string[] {
  return flat(endToEnd(pairsOf(raw)));
}

/**
 * The headers with which a request is passed on. `X-Forwarded-For` is what the client wrote, then the client's address, then those of the
 * platform's own proxies: so whoever counts from its end never takes what a client wrote for an address.
 *
 * @param via addresses that the platform's own proxies would add
 * @param upgrade whether the request asks for a WebSocket
 */
export function headersForTarget(request: IncomingMessage, via: readonly string[], upgrade: boolean): string[] {
  const given = pairsOf(request.rawHeaders);
  const path = [...valuesOf(given, "x-forwarded-for"), request.socket.remoteAddress ?? "", ...via];
  return flat([
    ...endToEnd(given).filter(([name]) => !SAID_BY_THE_EDGE.has(name.toLowerCase())),
    ["X-Forwarded-For", path.join(", ")],
    ["X-Forwarded-Host", request.headers.host ?? ""],
    ["X-Forwarded-Proto", "https"],
    ...(upgrade ? UPGRADE : framingOf(request)),
  ]);
}

/** The headers of the answer that opens a WebSocket. */
export function headersOfUpgrade(raw: readonly string[]): string[] {
  return flat([...UPGRADE, ...endToEnd(pairsOf(raw))]);
}

const UPGRADE: readonly Header[] = [
  ["Connection", "Upgrade"],
  ["Upgrade", "websocket"],
];

function framingOf({ method = "", headers }: IncomingMessage): Header[] {
  if (headers["transfer-encoding"] !== undefined) return [["Transfer-Encoding", "chunked"]];
  return headers["content-length"] === undefined && METHODS_WITH_BODY.has(method) ? [["Content-Length", "0"]] : [];
}

function endToEnd(headers: readonly Header[]): Header[] {
  const named = valuesOf(headers, "connection").flatMap((value) =>
    value.split(",").map((name) => name.trim().toLowerCase()),
  );
  const dropped = new Set([...HOP_BY_HOP, ...named.filter((name) => !FRAMING.has(name))]);
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}

function valuesOf(headers: readonly Header[], wanted: string): string[] {
  return headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
}

function pairsOf(raw: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index < raw.length; index += 2) pairs.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return pairs;
}

function flat(headers: readonly Header[]): string[] {
  return headers.flat();
}
