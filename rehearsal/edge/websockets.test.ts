import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Agent } from "node:https";
import { request } from "node:https";
import { connect } from "node:net";
import { connect as connectOverTls } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { openTestEdge } from "./test-edge.ts";
import { openRawTarget, openTestTarget } from "./test-target.ts";

const ADDRESS = "wss://api.example/socket?a=b";

/** A target whose WebSockets send back what they get, after its name. */
async function openEchoing(name: string) {
  const opened = await openTestTarget((_incoming, response) => response.end(name));
  const sockets = new WebSocketServer({ server: opened.server });
  sockets.on("connection", (socket, incoming) => {
    socket.on("error", () => {});
    socket.send(JSON.stringify({ url: incoming.url, forwardedFor: incoming.headers["x-forwarded-for"] }));
    socket.on("message", (data) => socket.send(`${name} ${data}`));
  });
  return { ...opened, sockets };
}

async function openSocket(agent: Agent): Promise<{ readonly socket: WebSocket; readonly greeting: string }> {
  const socket = new WebSocket(ADDRESS, { agent });
  onTestFinished(() => socket.terminate());
  const [greeting] = await once(socket, "message");
  return { socket, greeting: String(greeting) };
}

async function echo(socket: WebSocket, text: string): Promise<string> {
  socket.send(text);
  const [data] = await once(socket, "message");
  return String(data);
}

test("fifty sockets stay where they began until that target closes them, and new ones go to the new target", async () => {
  const { edge, agent } = await openTestEdge();
  const [before, after] = [await openEchoing("before"), await openEchoing("after")];
  edge.route("api.example", [before.target], ["104.16.0.1"]);
  const opened = await Promise.all(Array.from({ length: 50 }, () => openSocket(agent)));
  expect(JSON.parse(opened[0]?.greeting ?? "")).toEqual({ url: "/socket?a=b", forwardedFor: "127.0.0.1, 104.16.0.1" });
  edge.route("api.example", [after.target]);
  const echoes = await Promise.all(opened.map(({ socket }, index) => echo(socket, String(index))));
  expect(echoes).toEqual(opened.map((_socket, index) => `before ${index}`));
  expect(await echo((await openSocket(agent)).socket, "new")).toBe("after new");

  const closings = Promise.all(opened.map(({ socket }) => once(socket, "close")));
  for (const client of before.sockets.clients) client.close(1012, "deploy");
  expect(new Set((await closings).map(([code, reason]) => `${code} ${reason}`))).toEqual(new Set(["1012 deploy"]));
  await edge.drained(before.target, { timeoutMilliseconds: 10_000 });
});

test("a client's closing reaches the target, with its code", async () => {
  const { edge, agent } = await openTestEdge();
  const { target, sockets } = await openEchoing("target");
  edge.route("api.example", [target]);
  const connected = once(sockets, "connection");
  const { socket } = await openSocket(agent);
  const [client] = (await connected) as [WebSocket];
  socket.close(4001, "enough");
  const [code, reason] = await once(client, "close");
  expect(`${code} ${reason}`).toBe("4001 enough");
});

test("who dies takes the other side along", async () => {
  const { edge, agent } = await openTestEdge();
  const { target, sockets, die } = await openEchoing("target");
  edge.route("api.example", [target]);
  const connected = once(sockets, "connection");
  const first = await openSocket(agent);
  const [client] = (await connected) as [WebSocket];
  first.socket.terminate();
  expect((await once(client, "close"))[0]).toBe(1006);
  const second = await openSocket(agent);
  const closed = once(second.socket, "close");
  second.socket.on("error", () => {});
  die();
  expect((await closed)[0]).toBe(1006);
});

test("a target that never closes its side is left after its client", async () => {
  const { edge, agent } = await openTestEdge();
  const closed = Promise.withResolvers<void>();
  const target = await openRawTarget((socket) => {
    const talking = setInterval(() => socket.write("still here"), 100);
    socket.once("close", () => clearInterval(talking));
    socket.once("close", closed.resolve).resume();
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  });
  edge.route("api.example", [target]);
  const headers = { Connection: "Upgrade", Upgrade: "websocket" };
  const [, client] = await once(request("https://api.example/", { agent, headers }).end(), "upgrade");
  client.end();
  await closed.promise;
});

test("a client that resets its connection while it waits for a WebSocket takes its request along", async () => {
  const { edge } = await openTestEdge();
  const [asked, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const target = await openRawTarget((socket) => {
    socket.once("data", asked.resolve).once("end", closed.resolve).once("close", closed.resolve);
  });
  edge.route("api.example", [target]);
  const plain = connect(edge.port, "127.0.0.1");
  const ca = readFileSync(edge.authority.certificateFile, "utf8");
  const client = connectOverTls({ socket: plain, servername: "api.example", ca });
  client.on("error", () => {});
  client.write("GET / HTTP/1.1\r\nHost: api.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  await asked.promise;
  plain.resetAndDestroy();
  await closed.promise;
});

test("a message as large as a recording arrives whole", async () => {
  const { edge, agent } = await openTestEdge();
  const { target } = await openEchoing("target");
  edge.route("api.example", [target]);
  const { socket } = await openSocket(agent);
  const text = "x".repeat(5 * 1024 * 1024);
  expect((await echo(socket, text)).length).toBe(text.length + "target ".length);
});

test("a target sends no faster than a client reads", async () => {
  const { edge, agent } = await openTestEdge();
  const { target, sockets } = await openEchoing("target");
  edge.route("api.example", [target]);
  const connected = once(sockets, "connection");
  const { socket } = await openSocket(agent);
  const [sender] = (await connected) as [WebSocket];
  socket.pause();
  const message = Buffer.alloc(1024 * 1024);
  for (let index = 0; index < 30; index += 1) sender.send(message);
  let before = -1;
  while (before !== sender.bufferedAmount) {
    before = sender.bufferedAmount;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(sender.bufferedAmount).toBeGreaterThan(15 * message.length);
  let count = 0;
  socket.on("message", () => {
    count += 1;
  });
  socket.resume();
  await expect.poll(() => count, { timeout: 30_000 }).toBe(30);
});

test("an answer that opens no WebSocket is the client's to read", async () => {
  const { edge, agent } = await openTestEdge();
  const { target } = await openTestTarget((_incoming, response) => {
    response.writeHead(401, { "Content-Type": "text/plain" }).end("who are you?");
  });
  edge.route("api.example", [target]);
  const socket = new WebSocket(ADDRESS, { agent });
  const [, response] = await once(socket, "unexpected-response");
  expect(response.statusCode).toBe(401);
  expect(String(Buffer.concat(await response.toArray()))).toBe("who are you?");
});

test("a WebSocket that no target opens is refused as a request is", async () => {
  const { edge, agent } = await openTestEdge();
  const status = async () => {
    const socket = new WebSocket(ADDRESS, { agent });
    const [, response] = await once(socket, "unexpected-response");
    response.resume();
    return response.statusCode;
  };
  edge.route("api.example", []);
  expect(await status()).toBe(503);
  edge.route("api.example", [await openRawTarget((socket) => socket.once("data", () => socket.resetAndDestroy()))]);
  expect(await status()).toBe(502);
});

test("a WebSocket whose first instance is dead is opened by the next", async () => {
  const { edge, agent } = await openTestEdge();
  const [dead, alive] = [await openEchoing("dead"), await openEchoing("alive")];
  edge.route("api.example", [dead.target, alive.target]);
  dead.die();
  expect(await echo((await openSocket(agent)).socket, "a")).toBe("alive a");
});

test("another protocol than WebSocket is not switched to", async () => {
  const { edge, agent } = await openTestEdge();
  const { target } = await openTestTarget((incoming, response) => response.end(String(incoming.headers.upgrade)));
  edge.route("api.example", [target]);
  const headers = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "AAA" };
  const [response] = await once(request("https://api.example/", { agent, headers }).end(), "response");
  expect(response.statusCode).toBe(200);
  expect(String(Buffer.concat(await response.toArray()))).toBe("undefined");
});
