import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { endToEndHeaders, headersForTarget, headersOfUpgrade } from "./headers.ts";

const VIA = ["104.16.0.1"];

/** A request as `node:http` gives it. */
function requestOf(rawHeaders: readonly string[], method = "GET"): IncomingMessage {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers[(rawHeaders[index] ?? "").toLowerCase()] = rawHeaders[index + 1] ?? "";
  return { rawHeaders, headers, method, socket: { remoteAddress: "203.0.113.9" } } as unknown as IncomingMessage;
}

function valuesOf(headers: readonly string[], wanted: string): string[] {
  return headers.filter((_value, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === wanted);
}

const token = fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,12}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const headerLists = fc.array(fc.tuple(token, value), { maxLength: 12 }).map((pairs) => pairs.flat());

/** The client, to whoever knows how many proxies the platform has: as many from the end as there are, and one more. */
function clientOf(forwardedFor: string): string | undefined {
  return forwardedFor
    .split(",")
    .at(-1 - VIA.length)
    ?.trim();
}

test("whatever a client writes, the address that counts is the one that it came from", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), headerLists, (forged, others) => {
      const raw = [...forged.flatMap((text) => ["x-ForWarded-For", text]), "Host", "a.example", ...others];
      const [forwardedFor = "", ...more] = valuesOf(headersForTarget(requestOf(raw), VIA, false), "x-forwarded-for");
      expect(more).toEqual([]);
      expect(clientOf(forwardedFor)).toBe("203.0.113.9");
      expect(forwardedFor.startsWith(forged.join(", "))).toBe(true);
    }),
  );
});

test("a client can't make the edge leave out what it says itself, nor what frames a message", () => {
  const connection = "X-Forwarded-For, x-forwarded-proto, Host, Content-Length";
  const raw = ["Host", "a.example", "Connection", connection, "Content-Length", "3", "X-Forwarded-Proto", "http"];
  const sent = headersForTarget(requestOf(raw, "POST"), VIA, false);
  expect(sent).toEqual([
    ...["Host", "a.example", "Content-Length", "3"],
    ...["X-Forwarded-For", "203.0.113.9, 104.16.0.1", "X-Forwarded-Host", "a.example", "X-Forwarded-Proto", "https"],
  ]);
});

test("no header that is for one hop goes further, and every other does, in its order and as often as it came", () => {
  const hopByHop = ["Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];
  fc.assert(
    fc.property(
      headerLists,
      fc.subarray(hopByHop.slice(1)),
      fc.array(token, { maxLength: 3 }),
      (others, hops, named) => {
        const raw = [...others, ...hops.flatMap((name) => [name, "x"]), "connection", named.join(" , ")];
        const dropped = new Set([...hopByHop, ...named].map((name) => name.toLowerCase()));
        const kept = others.filter((_text, index) => {
          const name = (index % 2 === 0 ? others[index] : others[index - 1])?.toLowerCase() ?? "";
          return ["host", "content-length"].includes(name) || !dropped.has(name);
        });
        fc.pre(valuesOf(others, "connection").length === 0);
        expect(endToEndHeaders(raw)).toEqual(kept);
      },
    ),
  );
});

test.each([
  ["GET", [], []],
  ["POST", [], ["Content-Length", "0"]],
  ["DELETE", [], []],
  ["DELETE", ["Transfer-Encoding", "chunked"], ["Transfer-Encoding", "chunked"]],
  ["PUT", ["Content-Length", "7"], []],
])("the body of a %s with %j is framed so that it can't be taken for another request", (method, given, framing) => {
  const raw = ["Host", "a.example", ...given];
  const sent = headersForTarget(requestOf(raw, method), [], false);
  expect(sent.slice(sent.indexOf("https") + 1)).toEqual(framing);
});

test("a WebSocket is asked for anew at each hop", () => {
  const raw = [
    "Host",
    "a.example",
    "Connection",
    "keep-alive, Upgrade",
    "Upgrade",
    "WebSocket",
    "Sec-WebSocket-Key",
    "k",
  ];
  const sent = headersForTarget(requestOf(raw), [], true);
  expect(valuesOf(sent, "connection")).toEqual(["Upgrade"]);
  expect(valuesOf(sent, "upgrade")).toEqual(["websocket"]);
  expect(valuesOf(sent, "sec-websocket-key")).toEqual(["k"]);
  expect(headersOfUpgrade(["upgrade", "websocket", "connection", "upgrade", "Sec-WebSocket-Accept", "a"])).toEqual([
    ...["Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Accept", "a"],
  ]);
});
