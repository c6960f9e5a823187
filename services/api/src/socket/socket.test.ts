import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { CloseCode, MAXIMUM_MESSAGE_BYTES, parseRetryHint, subprotocolOf } from "@live-listen/protocol";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createTestApp, RELEASE, serveTestApp, type TestApi, WEB_URL } from "../../test/server.ts";
import type { SocketLimits } from "./limits.ts";

function serve(limits: Partial<SocketLimits> = {}): Promise<TestApi> {
  return serveTestApp(createTestApp({ limits }));
}

async function open(api: TestApi, subprotocols: string | string[] = subprotocolOf(1), origin?: string) {
  const socket = new WebSocket(api.socketUrl, subprotocols, origin === undefined ? {} : { origin });
  const messages: unknown[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  socket.on("error", () => {});
  const closed = once(socket, "close").then(([code, reason]) => ({ code, reason: String(reason) }));
  await once(socket, "message");
  return { socket, messages, closed };
}

/** Tries a handshake that is to be refused. */
async function refused(api: TestApi, headers: Record<string, string>) {
  const handshake = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-protocol": subprotocolOf(1),
    ...headers,
  };
  const sent = request(api.socketUrl.replace("ws:", "http:"), { headers: handshake });
  sent.end();
  const [response] = await once(sent, "response");
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(await text(response)) };
}

describe("a socket", () => {
  it("is greeted at once, under the subprotocol that was agreed on", async () => {
    await using api = await serve();
    const { socket, messages } = await open(api, ["something", subprotocolOf(1)], WEB_URL);
    expect(socket.protocol).toBe(subprotocolOf(1));
    expect(socket.extensions).toBe("");
    expect(messages).toEqual([
      { type: "hello", environment: "local", release: { version: RELEASE.version, commit: RELEASE.commit } },
    ]);
  });

  it("gets an answer to each ping, in order", async () => {
    await using api = await serve();
    const { socket, messages } = await open(api);
    for (const id of [1, 2, 3]) socket.send(JSON.stringify({ type: "ping", id }));
    await expect.poll(() => messages.slice(1)).toEqual([1, 2, 3].map((id) => ({ type: "pong", id })));
  });

  it("is told to reload when its version of the protocol isn't spoken any more", async () => {
    await using api = await serve();
    const { socket, messages, closed } = await open(api, subprotocolOf(999));
    expect(socket.protocol).toBe(subprotocolOf(999));
    expect((await closed).code).toBe(CloseCode.unsupportedVersion);
    expect(messages).toEqual([{ type: "reload" }]);
  });

  it("may come from a client that is no browser and names no origin", async () => {
    await using api = await serve();
    expect((await open(api)).messages).toHaveLength(1);
  });

  it("is logged when it opens and when it closes", async () => {
    await using api = await serve();
    const { socket } = await open(api);
    socket.close(1000);
    await expect
      .poll(() => api.lines)
      .toEqual([
        expect.objectContaining({ msg: "request", path: "/socket", status: 101 }),
        expect.objectContaining({ msg: "socket closed", code: 1000, requestId: api.lines[0]?.requestId }),
      ]);
    expect(api.sockets.size).toBe(0);
  });
});

describe("a handshake", () => {
  it.each<[string, Record<string, string>, number, string]>([
    ["from a foreign page", { origin: "http://localhost:3001" }, 403, "foreign_origin"],
    ["from a page without an origin of its own", { origin: "null" }, 403, "foreign_origin"],
    ["without a subprotocol of ours", { "sec-websocket-protocol": "graphql-ws" }, 400, "foreign_subprotocol"],
    ["without any subprotocol", { "sec-websocket-protocol": "" }, 400, "foreign_subprotocol"],
    ["of another version", { "sec-websocket-version": "8" }, 426, "upgrade_required"],
    ["with a key that is none", { "sec-websocket-key": "short" }, 426, "upgrade_required"],
    ["to something else", { upgrade: "h2c" }, 426, "upgrade_required"],
  ])("%s is refused in the one shape of errors", async (_, headers, status, code) => {
    await using api = await serve();
    const answer = await refused(api, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toEqual({ code, message: expect.any(String), requestId: answer.headers["x-request-id"] });
    expect(api.sockets.size).toBe(0);
  });

  it("that is a plain request is told what it needs", async () => {
    await using api = await serve();
    const response = await fetch(`${api.origin}/socket`);
    expect(response.status).toBe(426);
    expect(response.headers.get("upgrade")).toBe("websocket");
    expect(response.headers.get("sec-websocket-version")).toBe("13");
  });

  it("is refused while the process is stopping", async () => {
    await using api = await serve();
    api.lifecycle.markStopping();
    expect(await refused(api, {})).toMatchObject({ status: 503, body: { error: { code: "stopping" } } });
  });

  it("elsewhere is a path like any other", async () => {
    await using api = await serve();
    const socket = new WebSocket(`${api.socketUrl}s`, subprotocolOf(1));
    const [error] = await once(socket, "error");
    expect(error.message).toContain("404");
  });
});

describe("a socket that breaks the rules is closed", () => {
  it.each([
    ["no JSON", "{"],
    ["JSON that is no message", "[]"],
    ["an unknown message", '{"type":"shout"}'],
    ["a message with too much in it", '{"type":"ping","id":1,"more":true}'],
    ["an id that is no whole number", '{"type":"ping","id":1.5}'],
  ])("for %s", async (_, data) => {
    await using api = await serve();
    const { socket, closed } = await open(api);
    socket.send(data);
    expect(await closed).toEqual({ code: CloseCode.badMessage, reason: "not a message of this protocol" });
  });

  it("for binary data", async () => {
    await using api = await serve();
    const { socket, closed } = await open(api);
    socket.send(Buffer.from([1, 2, 3]));
    expect((await closed).code).toBe(CloseCode.unsupportedData);
  });

  it("for a message that is too long, but not for the longest there may be", async () => {
    await using api = await serve();
    const { socket, messages, closed } = await open(api);
    socket.send(JSON.stringify({ type: "ping", id: 1 }).padEnd(MAXIMUM_MESSAGE_BYTES));
    await expect.poll(() => messages.at(-1)).toEqual({ type: "pong", id: 1 });
    socket.send(JSON.stringify({ type: "ping", id: 2 }).padEnd(MAXIMUM_MESSAGE_BYTES + 1));
    expect((await closed).code).toBe(CloseCode.messageTooBig);
  });

  it("for too many messages, after those that are allowed", async () => {
    await using api = await serve({ messageBurst: 5, messagesPerSecond: 0 });
    const { socket, messages, closed } = await open(api);
    for (let id = 0; id < 10; id += 1) socket.send(JSON.stringify({ type: "ping", id }));
    expect((await closed).code).toBe(CloseCode.tooManyMessages);
    expect(messages.filter((message) => JSON.stringify(message).includes("pong"))).toHaveLength(5);
  });

  it("for too many pings of the WebSocket protocol", async () => {
    await using api = await serve({ messageBurst: 5, messagesPerSecond: 0 });
    const { socket, closed } = await open(api);
    for (let count = 0; count < 10; count += 1) socket.ping();
    expect((await closed).code).toBe(CloseCode.tooManyMessages);
  });
});

describe("a peer that is gone", () => {
  it("is cut off when it doesn't answer the heartbeat, and one that does stays", async () => {
    await using api = await serve({ heartbeatMilliseconds: 50 });
    const living = await open(api);
    const dead = new WebSocket(api.socketUrl, subprotocolOf(1), { autoPong: false });
    await once(dead, "message");
    expect(api.sockets.size).toBe(2);
    await expect.poll(() => api.sockets.size).toBe(1);
    living.socket.send(JSON.stringify({ type: "ping", id: 1 }));
    await expect.poll(() => living.messages.at(-1)).toEqual({ type: "pong", id: 1 });
    dead.terminate();
  });

  it("is cut off when it asks and never reads", async () => {
    await using api = await serve({ messageBurst: Number.POSITIVE_INFINITY, maximumBufferedBytes: 64 * 1024 });
    const { socket } = await open(api);
    socket.pause();
    const ping = JSON.stringify({ type: "ping", id: Number.MAX_SAFE_INTEGER });
    const flood = setInterval(() => {
      for (let count = 0; count < 5_000; count += 1) socket.send(ping);
    }, 1);
    await expect.poll(() => api.sockets.size, { timeout: 30_000 }).toBe(0);
    clearInterval(flood);
    socket.terminate();
  });
});

describe("a server that stops", () => {
  it("asks every socket to come back, each at another time", async () => {
    await using api = await serve({ retryMilliseconds: { least: 100, most: 900 }, returnsPerSecond: 20 });
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(api)));
    await api.server.stop(5_000);
    const closes = await Promise.all(opened.map(({ closed }) => closed));
    const hints = closes.map(({ code, reason }) =>
      code === CloseCode.serviceRestart ? parseRetryHint(reason) : undefined,
    );
    for (const hint of hints) {
      expect(hint).toBeGreaterThanOrEqual(100);
      expect(hint).toBeLessThanOrEqual(900);
    }
    expect(new Set(hints).size).toBeGreaterThan(10);
    expect(api.sockets.size).toBe(0);
  });

  it("asks a few of them to come back sooner than many", async () => {
    await using api = await serve({ retryMilliseconds: { least: 100, most: 5_000 }, returnsPerSecond: 100 });
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(api)));
    await api.server.stop(5_000);
    const closes = await Promise.all(opened.map(({ closed }) => closed));
    for (const { reason } of closes) expect(parseRetryHint(reason)).toBeLessThanOrEqual(300);
  });

  it("cuts off a socket that doesn't answer the close", async () => {
    await using api = await serve({ closeMilliseconds: 50 });
    const { socket } = await open(api);
    socket.pause();
    await api.server.stop(5_000);
    expect(api.sockets.size).toBe(0);
    socket.terminate();
  });
});
